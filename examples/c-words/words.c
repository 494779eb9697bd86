/* An analyzer in C: labels every word that is longer than a given number of characters.
 *
 * A plugin is a table of functions and a description, reached through one exported function. Texts are UTF-8, pointer
 * and length; all that the host lends is valid during one call only. rashomon.h says the rest.
 */
#include <rashomon.h>

#define STR(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* What it says of itself. Labels, attributes and options are known by their index in these lists. */

enum { LABEL_WORD };
static const RashomonLabel labels[] = {
    {.name = STR("word"), .doc = STR("a long word")},
};

enum { KEY_LENGTH };
static const RashomonKey attributes[] = {
    {.name = STR("length"), .doc = STR("how many characters it has"), .kind = RASHOMON_KIND_INTEGER},
};

enum { OPTION_LONGER_THAN };
static const RashomonOpt options[] = {
    {.name = STR("longer_than"),
     .doc = STR("characters that a word must exceed"),
     .default_value = STR("12"),
     .kind = RASHOMON_KIND_INTEGER},
};

static const RashomonExample examples[] = {
    {.text = STR("They spoke of {word|length=16 responsibilities}."), .note = STR("a long word")},
};

static const RashomonInfo info = {
    .struct_size = sizeof(RashomonInfo),
    .label_stride = sizeof(RashomonLabel),
    .attribute_stride = sizeof(RashomonKey),
    .need_stride = sizeof(RashomonNeed),
    .example_stride = sizeof(RashomonExample),
    .option_stride = sizeof(RashomonOpt),
    .name = STR("c-words"),
    .version = STR("0.1.0"),
    .summary = STR("Labels long words."),
    .labels = labels,
    .labels_len = COUNT(labels),
    .attributes = attributes,
    .attributes_len = COUNT(attributes),
    .examples = examples,
    .examples_len = COUNT(examples),
    .options = options,
    .options_len = COUNT(options),
};

/* An instance is made once a run and never changes: many threads analyze with it at once. */
typedef struct {
    int64_t longer_than;
} Words;

static void *create(const RashomonAttribute *given, uintptr_t len, const RashomonReport *report) {
    static const RashomonStr negative = STR("longer_than is below 0");
    static const RashomonStr memory = STR("there is no memory left");
    Words words = {.longer_than = 12};
    for (uintptr_t i = 0; i < len; i++) /* only options that were set are given, each of its declared type */
        if (given[i].key == OPTION_LONGER_THAN) words.longer_than = (int64_t)given[i].payload;
    if (words.longer_than < 0) {
        report->fail(report->context, negative);
        return NULL;
    }
    Words *instance = malloc(sizeof *instance);
    if (instance)
        *instance = words;
    else
        report->fail(report->context, memory);
    return instance;
}

static void destroy(void *instance) { free(instance); }

static int64_t count_characters(const uint8_t *text, RashomonSpan span) {
    int64_t characters = 0;
    for (uint32_t i = span.start; i < span.end; i++) characters += (text[i] & 0xC0) != 0x80; /* no continuation byte */
    return characters;
}

/* A host of a later version may know more of a token than this file does: elements lie a stride apart. */
#define ELEMENT(type, array, index, stride) ((const type *)((const char *)(array) + (size_t)(index) * (stride)))

static int32_t analyze(const void *instance, const RashomonDocument *document, const RashomonSink *sink) {
    const Words *words = instance;
    for (uintptr_t s = 0; s < document->sentences_len; s++) {
        const RashomonSentence *sentence =
            ELEMENT(RashomonSentence, document->sentences, s, document->sentence_stride);
        const RashomonBlock *block = ELEMENT(RashomonBlock, document->blocks, sentence->block, document->block_stride);
        if (!block->read) continue; /* boilerplate, or in another language */
        for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
            const RashomonToken *token = ELEMENT(RashomonToken, document->tokens, t, document->token_stride);
            int64_t characters = count_characters(document->text.ptr, token->span);
            if (token->kind != RashomonTokenKind_Word || characters <= words->longer_than) continue;
            RashomonAttribute attribute = {
                .key = KEY_LENGTH, .kind = RASHOMON_KIND_INTEGER, .payload = (uint64_t)characters};
            if (sink->emit(sink->report.context, LABEL_WORD, token->span.start, token->span.end, &attribute, 1, NULL))
                return RASHOMON_STATUS_ERROR; /* the host knows why it refused */
        }
    }
    return RASHOMON_STATUS_OK;
}

static const RashomonPlugin plugin = {
    .header = {.magic = {'R', 'A', 'S', 'H', 'O', 'M', 'O', 'N'},
               .major = RASHOMON_MAJOR,
               .minor = RASHOMON_MINOR,
               .struct_size = sizeof(RashomonPlugin)},
    .info = &info,
    .create = create,
    .destroy = destroy,
    .analyze = analyze,
};

/* The one function that the library exports: `rashomon_plugin_v1_` and a name of its own. The host looks for it before
 * it loads the file. */
#ifdef _WIN32
__declspec(dllexport)
#else
__attribute__((visibility("default")))
#endif
const RashomonPlugin *rashomon_plugin_v1_rashomon_c_words(void);

const RashomonPlugin *rashomon_plugin_v1_rashomon_c_words(void) { return &plugin; }
