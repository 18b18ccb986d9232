/* The words of a command line, and what they can mean. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word {
    const char *text;
    size_t size;
};

/* Takes the next word off a line and moves its start; blanks separate. False at the end. */
bool word_next(const char **line, const char *end, struct word *word);

bool word_is(struct word word, const char *text);

/* A key has 1 to KEY_LIMIT bytes, none of them a control character. */
bool word_is_key(struct word word);

/* Digits only, nothing beyond `largest`. */
bool word_number(struct word word, uint64_t largest, uint64_t *number);

/* The moment that a time in the protocol stands for: 0 never, negative now, up to 30 days from now, else a date. */
bool word_deadline(struct word word, uint64_t now, uint64_t *deadline);

#endif
