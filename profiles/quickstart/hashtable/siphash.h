#ifndef SIPHASH_H
#define SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-2-4 (Aumasson and Bernstein, 2012): a hash that cannot be steered without the key. */
uint64_t siphash(const void *bytes, size_t size, const unsigned char key[16]);

#endif
