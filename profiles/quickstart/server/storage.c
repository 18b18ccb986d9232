#include <stdlib.h>
#include <string.h>

#include "commands.h"

#define TOO_LARGE "SERVER_ERROR object too large for cache"
#define NO_MEMORY "SERVER_ERROR out of memory storing object"

/* A value that cannot be stored is skipped all the same, to stay in step with the client. */
void storage_begin(struct connection *connection, const struct cache *cache, struct command *command,
                   enum storing when)
{
    struct storage *storage = &connection->storage;
    const struct word key = command->words[1];
    uint64_t flags, size;
    if (command->count == 6 && !command_take_noreply(connection, command)) {
        connection_say(connection, "ERROR");
        return;
    }
    if (!word_number(command->words[2], UINT32_MAX, &flags) ||
        !word_deadline(command->words[3], cache->now, &storage->deadline) ||
        !word_number(command->words[4], INT32_MAX, &size)) {
        connection_say(connection, BAD_FORMAT);
        return;
    }
    storage->when = when;
    storage->flags = (uint32_t)flags;
    storage->size = (size_t)size;
    storage->received = 0;
    storage->refusal = NULL;
    storage->key_size = word_is_key(key) ? key.size : 0;
    memcpy(storage->key, key.text, storage->key_size);
    if (storage->key_size == 0)
        storage->refusal = BAD_FORMAT;
    else if (storage->size > VALUE_LIMIT)
        storage->refusal = TOO_LARGE;
    else if ((storage->value = malloc(storage->size + 1)) == NULL)
        storage->refusal = NO_MEMORY;
    connection->stage = STAGE_VALUE;
}

const char *storage_finish(struct storage *storage, struct cache *cache)
{
    struct hashtable_value present;
    const struct hashtable_value value = {storage->value, storage->size, storage->flags};
    cache->sets++;
    if (storage->refusal == NULL && storage->when != STORE_ALWAYS) {
        const bool exists = hashtable_get(cache->table, storage->key, storage->key_size, cache->now, &present);
        if (exists != (storage->when == STORE_OLD))
            return "NOT_STORED";
    }
    if (storage->refusal == NULL) {
        switch (hashtable_set(cache->table, storage->key, storage->key_size, &value, storage->deadline)) {
        case HASHTABLE_STORED:
            return "STORED";
        case HASHTABLE_TOO_LARGE:
            storage->refusal = TOO_LARGE;
            break;
        case HASHTABLE_NO_MEMORY:
            storage->refusal = NO_MEMORY;
            break;
        }
    }
    /* A client that meant to overwrite a value must not read the old one again. */
    if (storage->when == STORE_ALWAYS && storage->key_size > 0)
        hashtable_remove(cache->table, storage->key, storage->key_size, cache->now);
    return storage->refusal;
}
