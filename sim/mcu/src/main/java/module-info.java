/** Microcontrollers: instruction table, engines, what surrounds the instructions, memories. Knows no host and no network. */
module dev.platine.sim.mcu {
    requires transitive dev.platine.core;
    requires static transitive org.jspecify;
    requires jdk.unsupported;
    requires org.objectweb.asm;

    exports dev.platine.mcu.bus;
    exports dev.platine.mcu.chip;
    exports dev.platine.mcu.core;
    exports dev.platine.mcu.debug;
    exports dev.platine.mcu.image;
    exports dev.platine.mcu.engine;
    exports dev.platine.mcu.engine.choice;
    exports dev.platine.mcu.isa;
    exports dev.platine.mcu.peripheral;
    exports dev.platine.mcu.peripheral.can;
    exports dev.platine.mcu.peripheral.usart;
    exports dev.platine.mcu.pin;
    exports dev.platine.mcu.pin.can;
    exports dev.platine.mcu.register;
    exports dev.platine.mcu.rtos;
    exports dev.platine.mcu.time;
}
