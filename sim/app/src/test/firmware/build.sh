#!/bin/sh
# Builds the test firmware: build.sh FOLDER. The ELF among the test resources is of arm-none-eabi-gcc 12.2.1.
set -eu
here=$(dirname "$0")
arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -O1 -g0 -nostdlib -ffreestanding -Wall -Wextra -Werror -T "$here/hello.ld" "$here/hello.c" -o "$1/hello.elf"
