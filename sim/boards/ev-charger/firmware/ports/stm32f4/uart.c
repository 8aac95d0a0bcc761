/* USART2 with a ring each way. */
#include "board.h"
#include "registers.h"

#define RING 2048u /* a power of two; more than two frames */

typedef struct ring {
    volatile uint32_t written;
    volatile uint32_t read;
    uint8_t bytes[RING];
} ring;

static ring arrived;
static ring leaving;

void uart_setup(const clocks *clock) {
    RCC_APB1ENR |= RCC_APB1ENR_USART2;
    USART2_BRR = (clock->apb1_hz + EV_BAUD / 2u) / EV_BAUD;
    USART2_CR1 = USART_CR1_UE | USART_CR1_TE | USART_CR1_RE | USART_CR1_RXNEIE;
    NVIC_IPR(USART2_IRQ) = 0x10;
    NVIC_ISER(USART2_IRQ / 32) = 1u << USART2_IRQ % 32;
}

/* As much as the transmitter takes at once; the interrupt does the rest. */
static void transmit(void) {
    uint32_t read = leaving.read;
    while (read != leaving.written && (USART2_SR & USART_SR_TXE) != 0) {
        USART2_DR = leaving.bytes[read % RING];
        read++;
    }
    leaving.read = read;
    if (read == leaving.written) {
        USART2_CR1 &= ~USART_CR1_TXEIE;
    } else {
        USART2_CR1 |= USART_CR1_TXEIE;
    }
}

/* A byte that finds the ring full is lost, as is one that an overrun took: the frame's CRC tells. */
void usart2_handler(void) {
    uint32_t status = USART2_SR;
    if ((status & (USART_SR_RXNE | USART_SR_ORE)) != 0) {
        uint8_t byte = (uint8_t)USART2_DR;
        uint32_t written = arrived.written;
        if ((status & USART_SR_RXNE) != 0 && written - arrived.read < RING) {
            arrived.bytes[written % RING] = byte;
            arrived.written = written + 1u;
        }
    }
    if ((USART2_CR1 & USART_CR1_TXEIE) != 0) {
        transmit();
    }
}

size_t uart_read(uint8_t *bytes, size_t capacity) {
    uint32_t read = arrived.read;
    size_t count = arrived.written - read;
    count = count < capacity ? count : capacity;
    for (size_t i = 0; i < count; i++) {
        bytes[i] = arrived.bytes[(read + i) % RING];
    }
    arrived.read = read + (uint32_t)count;
    return count;
}

size_t uart_write(const uint8_t *bytes, size_t length) {
    uint32_t written = leaving.written;
    size_t count = RING - (written - leaving.read);
    count = count < length ? count : length;
    for (size_t i = 0; i < count; i++) {
        leaving.bytes[(written + i) % RING] = bytes[i];
    }
    leaving.written = written + (uint32_t)count;
    __asm__ volatile("cpsid i" ::: "memory");
    transmit();
    __asm__ volatile("cpsie i" ::: "memory");
    return count;
}

bool uart_idle(void) {
    return arrived.read == arrived.written;
}

bool uart_flushed(void) {
    return leaving.read == leaving.written;
}
