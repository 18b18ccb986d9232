#include "words.h"

#include <string.h>
#include <time.h>

#include <hashtable.h>

#include "connection.h"

/* Times beyond this many seconds are dates, counted from 1970. */
static const uint64_t THIRTY_DAYS = 30 * 24 * 60 * 60;

/* In the past at any time: the clock never shows less. */
static const uint64_t PAST = 1;

bool word_next(const char **line, const char *end, struct word *word)
{
    const char *start = *line;
    while (start < end && *start == ' ')
        start++;
    const char *stop = start;
    while (stop < end && *stop != ' ')
        stop++;
    *word = (struct word){start, (size_t)(stop - start)};
    *line = stop;
    return word->size > 0;
}

bool word_is(struct word word, const char *text)
{
    return word.size == strlen(text) && memcmp(word.text, text, word.size) == 0;
}

bool word_is_key(struct word word)
{
    for (size_t i = 0; i < word.size; i++) {
        const unsigned char byte = (unsigned char)word.text[i];
        if (byte < 0x21 || byte == 0x7f)
            return false;
    }
    return word.size > 0 && word.size <= KEY_LIMIT;
}

bool word_number(struct word word, uint64_t largest, uint64_t *number)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (word.text[i] < '0' || word.text[i] > '9')
            return false;
        const uint64_t digit = (uint64_t)(word.text[i] - '0');
        if (sum > (largest - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *number = sum;
    return word.size > 0;
}

bool word_deadline(struct word word, uint64_t now, uint64_t *deadline)
{
    const bool negative = word.size > 0 && word.text[0] == '-';
    if (negative)
        word = (struct word){word.text + 1, word.size - 1};
    uint64_t seconds;
    if (!word_number(word, UINT32_MAX, &seconds))
        return false;

    const uint64_t date = (uint64_t)time(NULL);
    if (seconds == 0)
        *deadline = HASHTABLE_FOREVER;
    else if (negative)
        *deadline = PAST;
    else if (seconds <= THIRTY_DAYS)
        *deadline = now + seconds * 1000;
    else
        *deadline = seconds > date ? now + (seconds - date) * 1000 : PAST;
    return true;
}
