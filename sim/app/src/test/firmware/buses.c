/*
 * Both ends of buses between boards, without any library, for all chips at 84 MHz (HSI and PLL). USART2 (115,200 baud) takes a letter and tells how it went.
 * A master is given by a capital letter, the slave of the same kind by the small one:
 *   P p  SPI1, polling, 10.5 Mbit/s, 64 bytes each way     I i  SPI1, interrupts, 2.6 Mbit/s     D d  SPI1, DMA, 21 Mbit/s
 *   W w  I2C1, 400 kbit/s: 8 bytes to the slave, then 8 back; the slave holds the clock for 100 us before it answers
 *   E    I2C1: a memory 24C02 at 0x50 is written and read back       A  SPI1, PE3: asks a LIS302DL for its name and its axes
 *   U u  USART1, 1 Mbit/s: a line of text
 *   C c  CAN1, 500 kbit/s: sends a frame; waits for one               T  SPI1: what comes back at MISO of 0x5A
 */
#include <stdint.h>

#define REG(address) (*(volatile uint32_t *)(address))
#define RCC 0x40023800
#define GPIOA 0x40020000
#define GPIOB 0x40020400
#define GPIOE 0x40021000
#define USART2 0x40004400
#define USART1 0x40011000
#define SPI1 0x40013000
#define I2C1 0x40005400
#define CAN1 0x40006400
#define DMA2 0x40026400
#define NVIC_ISER1 REG(0xE000E104)
#define NVIC_ICER1 REG(0xE000E184)

#define COUNT 64u
#define PATIENCE 20000000u /* turns of a loop, 0.5 s and more */
#define SPI1_IRQ (1u << (35 - 32))
#define SLAVE 0x42u

void reset_handler(void);
void fault_handler(void);
void spi_handler(void);

static uint8_t out[COUNT];
static volatile uint8_t in[COUNT];
static volatile uint32_t sent;
static volatile uint32_t got;

__attribute__((section(".vectors"), used)) static void *const vectors[16 + 36] = {
        [0] = (void *)0x20010000, [1] = (void *)reset_handler, [2] = (void *)fault_handler, [3] = (void *)fault_handler,
        [16 + 35] = (void *)spi_handler};

void fault_handler(void) {
    for (;;) {
    }
}

static void say(const char *text) {
    for (; *text != 0; text++) {
        while ((REG(USART2) & 0x80) == 0) {
        }
        REG(USART2 + 4) = (uint8_t)*text;
    }
}

static void say_hex(uint32_t value, int digits) {
    char text[9];
    for (int i = 0; i < digits; i++) {
        text[i] = "0123456789ABCDEF"[value >> 4 * (digits - 1 - i) & 15];
    }
    text[digits] = 0;
    say(text);
}

static void end_line(void) {
    say("\r\n");
}

/* Waits for all bits; 0 if they do not come. */
static int wait(uint32_t address, uint32_t bits) {
    for (uint32_t turns = 0; turns < PATIENCE; turns++) {
        if ((REG(address) & bits) == bits) {
            return 1;
        }
    }
    return 0;
}

static void route(uint32_t port, int pin, uint32_t function, uint32_t open_drain, uint32_t pull) {
    REG(port + 0x0C) = (REG(port + 0x0C) & ~(3u << 2 * pin)) | pull << 2 * pin;
    REG(port + 4) = (REG(port + 4) & ~(1u << pin)) | open_drain << pin;
    volatile uint32_t *alternate = &REG(port + 0x20 + 4u * (pin / 8u));
    *alternate = (*alternate & ~(15u << pin % 8 * 4)) | function << pin % 8 * 4;
    REG(port) = (REG(port) & ~(3u << 2 * pin)) | 2u << 2 * pin;
}

static void clocks(void) {
    REG(0x40023C00) = 2 | 7 << 8; /* flash: two wait states, caches */
    REG(RCC + 4) = 16 | 336 << 6 | 1 << 16 | 7 << 24;
    REG(RCC) |= 1u << 24;
    wait(RCC, 1u << 25);
    REG(RCC + 8) = 4u << 10; /* APB1 half of HCLK */
    REG(RCC + 8) |= 2;
    wait(RCC + 8, 2u << 2);
    REG(RCC + 0x30) |= 0x1F | 1u << 22;
    REG(RCC + 0x40) |= 1u << 17 | 1u << 21;
    REG(RCC + 0x44) |= 1u << 12;
}

/* SPI1 on PA5, PA6, PA7; both select lines by software. */
static void spi(int master, uint32_t divider_bits) {
    REG(RCC + 0x24) = 1u << 12;
    REG(RCC + 0x24) = 0;
    for (int pin = 5; pin <= 7; pin++) {
        route(GPIOA, pin, 5, 0, 1);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        out[i] = (uint8_t)(master ? i * 3 + 1 : 0xA0 ^ i * 7);
        in[i] = 0;
    }
    sent = 0;
    got = 0;
    REG(SPI1) = divider_bits << 3 | 1u << 9 | (master ? 1u << 8 | 1u << 2 : 0);
}

static void judge(const char *who, int master) {
    say(who);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint8_t right = (uint8_t)(master ? 0xA0 ^ i * 7 : i * 3 + 1);
        if (in[i] != right) {
            say(" bad at ");
            say_hex(i, 2);
            say(": ");
            say_hex(in[i], 2);
            end_line();
            return;
        }
    }
    say(" ok\r\n");
}

static void poll(int master) {
    spi(master, 2);
    REG(SPI1) |= 1u << 6;
    if (!master) {
        say("p on\r\n");
    }
    uint32_t turns = 0;
    while (got < COUNT && turns++ < PATIENCE) {
        uint32_t flags = REG(SPI1 + 8);
        /* A master must not be more than one ahead of what it has read. */
        if ((flags & 2) != 0 && sent < COUNT && (!master || sent - got < 2)) {
            REG(SPI1 + 0xC) = out[sent++];
        }
        if ((flags & 1) != 0) {
            in[got++] = (uint8_t)REG(SPI1 + 0xC);
        }
    }
    judge(master ? "P" : "p", master);
}

void spi_handler(void) {
    uint32_t flags = REG(SPI1 + 8);
    if ((flags & 1) != 0) {
        in[got++] = (uint8_t)REG(SPI1 + 0xC);
    }
    if ((flags & 2) != 0 && (REG(SPI1 + 4) & 0x80) != 0) {
        if (sent < COUNT) {
            REG(SPI1 + 0xC) = out[sent++];
        } else {
            REG(SPI1 + 4) = 0x40;
        }
    }
}

static void by_interrupt(int master) {
    spi(master, 4);
    NVIC_ISER1 = SPI1_IRQ;
    REG(SPI1 + 4) = 0xC0;
    if (!master) {
        say("i on\r\n");
    }
    REG(SPI1) |= 1u << 6;
    for (uint32_t turns = 0; turns < PATIENCE && got < COUNT; turns++) {
    }
    NVIC_ICER1 = SPI1_IRQ;
    judge(master ? "I" : "i", master);
}

static void by_dma(int master) {
    spi(master, 1);
    REG(DMA2 + 8) = 0x0F7D0F7D;
    REG(DMA2 + 0x10 + 4) = COUNT; /* stream 0: SPI1_RX */
    REG(DMA2 + 0x10 + 8) = SPI1 + 0xC;
    REG(DMA2 + 0x10 + 12) = (uint32_t)(uintptr_t)in;
    REG(DMA2 + 0x10) = 3u << 25 | 2u << 16 | 1u << 10 | 1;
    REG(DMA2 + 0x58 + 4) = COUNT; /* stream 3: SPI1_TX */
    REG(DMA2 + 0x58 + 8) = SPI1 + 0xC;
    REG(DMA2 + 0x58 + 12) = (uint32_t)(uintptr_t)out;
    REG(DMA2 + 0x58) = 3u << 25 | 1u << 16 | 1u << 10 | 1u << 6 | 1;
    REG(SPI1 + 4) = 3;
    if (!master) {
        say("d on\r\n");
    }
    REG(SPI1) |= 1u << 6;
    wait(DMA2, 1u << 5);
    REG(DMA2 + 0x10) = 0;
    REG(DMA2 + 0x58) = 0;
    judge(master ? "D" : "d", master);
}

static void loop_back(void) {
    spi(1, 2);
    REG(SPI1) |= 1u << 6;
    REG(SPI1 + 0xC) = 0x5A;
    wait(SPI1 + 8, 1);
    say("T ");
    say_hex(REG(SPI1 + 0xC), 2);
    end_line();
}

static void i2c(uint32_t own) {
    REG(RCC + 0x20) = 1u << 21;
    REG(RCC + 0x20) = 0;
    route(GPIOB, 8, 4, 1, REG(GPIOB + 0x14) & 1 ? 0 : 1); /* ODR bit 0 set: no pull-ups of the chip */
    route(GPIOB, 9, 4, 1, REG(GPIOB + 0x14) & 1 ? 0 : 1);
    REG(I2C1 + 4) = 42;
    REG(I2C1 + 0x1C) = 1u << 15 | 35;
    REG(I2C1 + 0x20) = 13;
    REG(I2C1 + 8) = 1u << 14 | own << 1;
    REG(I2C1) = 1 | 1u << 10;
}

static int start(uint32_t address) {
    REG(I2C1) |= 1u << 8 | 1u << 10;
    if (!wait(I2C1 + 0x14, 1)) {
        return 0;
    }
    REG(I2C1 + 0x10) = address;
    for (uint32_t turns = 0; turns < PATIENCE; turns++) {
        uint32_t flags = REG(I2C1 + 0x14);
        if ((flags & 1u << 10) != 0) {
            REG(I2C1 + 0x14) = ~(1u << 10);
            return 0;
        }
        if ((flags & 2) != 0) {
            return 1;
        }
    }
    return 0;
}

static void stop(void) {
    REG(I2C1) |= 1u << 9;
    for (uint32_t turns = 0; turns < PATIENCE && (REG(I2C1 + 0x18) & 2) != 0; turns++) {
    }
}

static int write_bytes(uint32_t address, const uint8_t *bytes, uint32_t count) {
    int right = start(address << 1);
    if (right) {
        (void)REG(I2C1 + 0x18);
        for (uint32_t i = 0; i < count && right; i++) {
            right = wait(I2C1 + 0x14, 1u << 7);
            REG(I2C1 + 0x10) = bytes[i];
        }
        right = right && wait(I2C1 + 0x14, 1u << 2);
    }
    stop();
    return right;
}

static int read_bytes(uint32_t address, uint8_t *bytes, uint32_t count) {
    int right = start(address << 1 | 1);
    if (!right) {
        stop();
        return 0;
    }
    (void)REG(I2C1 + 0x18);
    for (uint32_t i = 0; i < count && right; i++) {
        if (i == count - 1) {
            REG(I2C1) = (REG(I2C1) & ~(1u << 10)) | 1u << 9;
        }
        right = wait(I2C1 + 0x14, 1u << 6);
        bytes[i] = (uint8_t)REG(I2C1 + 0x10);
    }
    for (uint32_t turns = 0; turns < PATIENCE && (REG(I2C1 + 0x18) & 2) != 0; turns++) {
    }
    return right;
}

static void two_wire_master(void) {
    uint8_t bytes[8] = {1, 2, 3, 5, 8, 13, 21, 34};
    i2c(0x10);
    int right = write_bytes(SLAVE, bytes, 8);
    for (int i = 0; i < 8; i++) {
        bytes[i] = 0;
    }
    right = right && read_bytes(SLAVE, bytes, 8);
    say(right ? "W" : "W failed");
    for (int i = 0; i < 8 && right; i++) {
        say(" ");
        say_hex(bytes[i], 2);
    }
    end_line();
}

static void two_wire_slave(void) {
    uint8_t bytes[8];
    i2c(SLAVE);
    say("w on\r\n");
    int right = wait(I2C1 + 0x14, 2);
    (void)REG(I2C1 + 0x18);
    for (int i = 0; i < 8 && right; i++) {
        right = wait(I2C1 + 0x14, 1u << 6);
        bytes[i] = (uint8_t)REG(I2C1 + 0x10);
    }
    right = right && wait(I2C1 + 0x14, 1u << 4);
    REG(I2C1) |= 1;
    right = right && wait(I2C1 + 0x14, 2);
    for (volatile int turns = 0; turns < 1400; turns++) {
    }
    (void)REG(I2C1 + 0x18);
    for (int i = 0; i < 8 && right; i++) {
        right = wait(I2C1 + 0x14, 1u << 7);
        REG(I2C1 + 0x10) = (uint8_t)(bytes[i] + 1);
    }
    right = right && wait(I2C1 + 0x14, 1u << 10);
    say(right ? "w ok\r\n" : "w failed\r\n");
}

static void memory(void) {
    uint8_t bytes[5] = {0x10, 'd', 'a', 't', 'a'};
    uint8_t back[4] = {0, 0, 0, 0};
    i2c(0x10);
    if (!write_bytes(0x50, bytes, 5)) {
        say("E no memory\r\n");
        return;
    }
    uint32_t refused = 0;
    while (!write_bytes(0x50, bytes, 1) && refused < 1000) {
        refused++;
    }
    read_bytes(0x50, back, 4);
    say("E ");
    for (int i = 0; i < 4; i++) {
        char text[2] = {(char)back[i], 0};
        say(text);
    }
    say(refused > 10 ? " after refusals\r\n" : " at once\r\n");
}

static uint32_t exchange(uint32_t value) {
    REG(SPI1 + 0xC) = value;
    wait(SPI1 + 8, 1);
    return REG(SPI1 + 0xC);
}

static uint32_t sensor(uint32_t address) {
    REG(GPIOE + 0x18) = 1u << (3 + 16);
    exchange(0x80 | address);
    uint32_t value = exchange(0);
    REG(GPIOE + 0x18) = 1u << 3;
    return value;
}

static void accelerometer(void) {
    spi(1, 4);
    REG(SPI1) |= 3u | 1u << 6; /* CPOL, CPHA */
    REG(GPIOE + 0x18) = 1u << 3;
    REG(GPIOE) = (REG(GPIOE) & ~(3u << 6)) | 1u << 6;
    uint32_t name = sensor(0x0F);
    REG(GPIOE + 0x18) = 1u << (3 + 16);
    exchange(0x20);
    exchange(0x47);
    REG(GPIOE + 0x18) = 1u << 3;
    for (volatile int turns = 0; turns < 400000; turns++) {
    }
    say("A ");
    say_hex(name, 2);
    for (uint32_t axis = 0x29; axis <= 0x2D; axis += 2) {
        say(" ");
        say_hex(sensor(axis), 2);
    }
    end_line();
}

static void can(void) {
    REG(RCC + 0x40) |= 1u << 25;
    route(GPIOA, 11, 9, 0, 1);
    route(GPIOA, 12, 9, 0, 0);
    REG(CAN1) = 1u << 16 | 1; /* bit 16 as it is after reset */
    wait(CAN1 + 4, 1);
    REG(CAN1 + 0x1C) = 3u << 20 | 8u << 16 | 5; /* 42 MHz / 6 / 14 */
    REG(CAN1 + 0x200) = 0x2A1C0E01;
    REG(CAN1 + 0x20C) = 1;
    REG(CAN1 + 0x21C) = 1;
    REG(CAN1 + 0x200) = 0x2A1C0E00;
    REG(CAN1) = 1u << 16 | 1u << 6; /* bus-off ends by itself */
    for (uint32_t turns = 0; turns < PATIENCE && (REG(CAN1 + 4) & 1) != 0; turns++) {
    }
}

static void can_send(void) {
    can();
    REG(CAN1 + 0x184) = 4;
    REG(CAN1 + 0x188) = 0x44332211;
    REG(CAN1 + 0x180) = 0x123u << 21 | 1;
    for (uint32_t turns = 0; turns < 200000 && (REG(CAN1 + 8) & 1) == 0; turns++) {
    }
    say((REG(CAN1 + 8) & 2) != 0 ? "C ok" : "C nobody");
    say(" errors ");
    say_hex(REG(CAN1 + 0x18) >> 16 & 0xFF, 2);
    end_line();
}

static void can_receive(void) {
    can();
    say("c on\r\n");
    uint32_t turns = 0;
    while ((REG(CAN1 + 0xC) & 3) == 0 && turns++ < PATIENCE) {
    }
    say("c ");
    say_hex(REG(CAN1 + 0x1B0) >> 21, 3);
    say(" ");
    say_hex(REG(CAN1 + 0x1B8), 8);
    REG(CAN1 + 0xC) = 1u << 5;
    end_line();
}

static void line(void) {
    REG(RCC + 0x44) |= 1u << 4;
    route(GPIOA, 9, 7, 0, 0);
    route(GPIOA, 10, 7, 0, 1);
    REG(USART1 + 8) = 84; /* 84 MHz / 1 Mbit/s */
    REG(USART1 + 0xC) = 1u << 13 | 1u << 3 | 1u << 2;
}

static void line_send(void) {
    const char *text = "all balls roll";
    line();
    for (; *text != 0; text++) {
        wait(USART1, 0x80);
        REG(USART1 + 4) = (uint8_t)*text;
    }
    wait(USART1, 0x40);
    say("U ok\r\n");
}

static void line_receive(void) {
    char text[15];
    int count = 0;
    line();
    say("u on\r\n");
    while (count < 14 && wait(USART1, 0x20)) {
        text[count++] = (char)REG(USART1 + 4);
    }
    text[count] = 0;
    say("u ");
    say(text);
    end_line();
}

static void obey(char what) {
    switch (what) {
    case 'P': case 'p': poll(what == 'P'); break;
    case 'I': case 'i': by_interrupt(what == 'I'); break;
    case 'D': case 'd': by_dma(what == 'D'); break;
    case 'T': loop_back(); break;
    case 'U': line_send(); break;
    case 'u': line_receive(); break;
    case 'W': two_wire_master(); break;
    case 'w': two_wire_slave(); break;
    case 'E': memory(); break;
    case 'A': accelerometer(); break;
    case 'C': can_send(); break;
    case 'c': can_receive(); break;
    case 'n': REG(GPIOB + 0x14) |= 1; break; /* no pull-ups from here on */
    default: say("?\r\n");
    }
}

void reset_handler(void) {
    clocks();
    route(GPIOA, 2, 7, 0, 0);
    route(GPIOA, 3, 7, 0, 1);
    REG(USART2 + 8) = 365; /* 42 MHz / 115,200 */
    REG(USART2 + 0xC) = 1u << 13 | 1u << 3 | 1u << 2;
    say("ready\r\n");
    for (;;) {
        if ((REG(USART2) & 1u << 5) != 0) {
            obey((char)REG(USART2 + 4));
        }
    }
}
