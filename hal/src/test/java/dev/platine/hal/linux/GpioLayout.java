package dev.platine.hal.linux;

import java.util.Map;

/** What the constants of GPIO that are no macros are in C. */
final class GpioLayout {
    static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("CHIP_BYTES", "sizeof(struct gpiochip_info)"),
            Map.entry("CHIP_NAME", "offsetof(struct gpiochip_info, name)"),
            Map.entry("CHIP_LABEL", "offsetof(struct gpiochip_info, label)"),
            Map.entry("CHIP_LINES", "offsetof(struct gpiochip_info, lines)"),
            Map.entry("LINE_BYTES", "sizeof(struct gpio_v2_line_info)"),
            Map.entry("LINE_NAME", "offsetof(struct gpio_v2_line_info, name)"),
            Map.entry("LINE_CONSUMER", "offsetof(struct gpio_v2_line_info, consumer)"),
            Map.entry("LINE_OFFSET", "offsetof(struct gpio_v2_line_info, offset)"),
            Map.entry("LINE_FLAGS", "offsetof(struct gpio_v2_line_info, flags)"),
            Map.entry("REQUEST_BYTES", "sizeof(struct gpio_v2_line_request)"),
            Map.entry("REQUEST_OFFSETS", "offsetof(struct gpio_v2_line_request, offsets)"),
            Map.entry("REQUEST_CONSUMER", "offsetof(struct gpio_v2_line_request, consumer)"),
            Map.entry("REQUEST_FLAGS", "offsetof(struct gpio_v2_line_request, config.flags)"),
            Map.entry("REQUEST_ATTRS_COUNT", "offsetof(struct gpio_v2_line_request, config.num_attrs)"),
            Map.entry("REQUEST_ATTRS", "offsetof(struct gpio_v2_line_request, config.attrs)"),
            Map.entry("REQUEST_LINES_COUNT", "offsetof(struct gpio_v2_line_request, num_lines)"),
            Map.entry("REQUEST_BUFFER_SIZE", "offsetof(struct gpio_v2_line_request, event_buffer_size)"),
            Map.entry("REQUEST_FD", "offsetof(struct gpio_v2_line_request, fd)"),
            Map.entry("ATTR_BYTES", "sizeof(struct gpio_v2_line_config_attribute)"),
            Map.entry("ATTR_ID", "offsetof(struct gpio_v2_line_config_attribute, attr.id)"),
            Map.entry("ATTR_FLAGS", "offsetof(struct gpio_v2_line_config_attribute, attr.flags)"),
            Map.entry("ATTR_VALUES", "offsetof(struct gpio_v2_line_config_attribute, attr.values)"),
            Map.entry("ATTR_DEBOUNCE_US", "offsetof(struct gpio_v2_line_config_attribute, attr.debounce_period_us)"),
            Map.entry("ATTR_MASK", "offsetof(struct gpio_v2_line_config_attribute, mask)"),
            Map.entry("VALUES_BYTES", "sizeof(struct gpio_v2_line_values)"),
            Map.entry("VALUES_BITS", "offsetof(struct gpio_v2_line_values, bits)"),
            Map.entry("VALUES_MASK", "offsetof(struct gpio_v2_line_values, mask)"),
            Map.entry("EVENT_BYTES", "sizeof(struct gpio_v2_line_event)"),
            Map.entry("EVENT_TIME_NS", "offsetof(struct gpio_v2_line_event, timestamp_ns)"),
            Map.entry("EVENT_ID", "offsetof(struct gpio_v2_line_event, id)"),
            Map.entry("EVENT_LINE", "offsetof(struct gpio_v2_line_event, offset)"),
            Map.entry("EVENT_SEQNO", "offsetof(struct gpio_v2_line_event, seqno)"),
            Map.entry("EVENT_LINE_SEQNO", "offsetof(struct gpio_v2_line_event, line_seqno)"));

    private GpioLayout() {}
}
