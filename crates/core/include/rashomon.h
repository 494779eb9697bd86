/* The plugin interface of Rashomon, version 1. Made from crates/core/src/ffi/abi.rs; do not edit. */

#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/**
 * Version of the interface that must match.
 */
#define RASHOMON_MAJOR 1

/**
 * Version of the interface that may differ: a higher one adds to the end of structs and to the extensions.
 */
#define RASHOMON_MINOR 0

/**
 * The call did what it was asked.
 */
#define RASHOMON_STATUS_OK 0

/**
 * The call failed; the reason was given through `fail`.
 */
#define RASHOMON_STATUS_ERROR 1

/**
 * The call panicked; the message was given through `fail`.
 */
#define RASHOMON_STATUS_PANIC 2

/**
 * Type numbers of values, attributes, options and cells.
 */
#define RASHOMON_KIND_STRING 0

/**
 * Floating-point number: `payload` holds its bits.
 */
#define RASHOMON_KIND_FLOAT 1

/**
 * Integer: `payload` holds it as two's complement.
 */
#define RASHOMON_KIND_INTEGER 2

/**
 * Yes or no: `payload` is 1 or 0.
 */
#define RASHOMON_KIND_BOOL 3

/**
 * Span: `payload` holds start + end * 2^32.
 */
#define RASHOMON_KIND_SPAN 4

/**
 * Reference: `payload` is the number of the annotation.
 */
#define RASHOMON_KIND_REFERENCE 5

/**
 * Member of an enumeration: `payload` is its index.
 */
#define RASHOMON_KIND_ENUM 6

/**
 * Empty cell of a table.
 */
#define RASHOMON_KIND_EMPTY 7

/**
 * A column of document ids; its cells are strings. See `ColumnKind` for this and the next.
 */
#define RASHOMON_COLUMN_DOCUMENT 16

/**
 * A column of names; its cells are strings.
 */
#define RASHOMON_COLUMN_NAME 17

/**
 * A column of lists; its cells are strings with U+001F between the items.
 */
#define RASHOMON_COLUMN_LIST 18

/**
 * A column of numbers of things; its cells are integers from 0 to 4294967295.
 */
#define RASHOMON_COLUMN_GROUP 19

/**
 * What part of a scraped page a block is.
 */
enum RashomonBlockKind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint8_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * The report's headline.
   */
  RashomonBlockKind_Title = 0,
  /**
   * A standfirst under or above the headline.
   */
  RashomonBlockKind_Subtitle = 1,
  /**
   * A heading inside the report.
   */
  RashomonBlockKind_Heading = 2,
  /**
   * Running text.
   */
  RashomonBlockKind_Body = 3,
  /**
   * The text under a picture or video.
   */
  RashomonBlockKind_Caption = 4,
  /**
   * A line of place, date or agency: `PARIS, March 3 (AP)`.
   */
  RashomonBlockKind_Dateline = 5,
  /**
   * Menus, notices, links, bylines, player times: not the report.
   */
  RashomonBlockKind_Boilerplate = 6,
  /**
   * Text in another language than English.
   */
  RashomonBlockKind_Foreign = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum RashomonBlockKind RashomonBlockKind;
#else
typedef uint8_t RashomonBlockKind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What sort of characters a token is made of.
 */
enum RashomonTokenKind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint8_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * Letters, possibly joined by hyphens, apostrophes or `&`, or with inner dots: `well-known`, `O'Brien`, `U.S.`.
   */
  RashomonTokenKind_Word = 0,
  /**
   * Starts with a digit: `7`, `1,000.5`, `10:30`, `30th`, `40-minute`, `5pm`.
   */
  RashomonTokenKind_Number = 1,
  /**
   * An address of the web or of mail, one token as a whole.
   */
  RashomonTokenKind_Url = 2,
  /**
   * A clitic cut off its word: `'s`, `n't`, `'re`, with a straight or a curly mark.
   */
  RashomonTokenKind_Clitic = 3,
  /**
   * A quotation mark of any style, single or double, straight, curly or angular.
   */
  RashomonTokenKind_Quote = 4,
  /**
   * `.` `!` `?` `…` and runs of them.
   */
  RashomonTokenKind_Stop = 5,
  /**
   * `,` `;` `:`.
   */
  RashomonTokenKind_Comma = 6,
  /**
   * A hyphen or dash that joins no word: `-`, `–`, `—`.
   */
  RashomonTokenKind_Dash = 7,
  /**
   * `(` `)` `[` `]` `{` `}`.
   */
  RashomonTokenKind_Bracket = 8,
  /**
   * Signs of money: `$`, `£`, `€`, `¥`, `₹` and the like.
   */
  RashomonTokenKind_Currency = 9,
  /**
   * Any other visible character: `%`, `+`, `°`, an emoji, a bullet.
   */
  RashomonTokenKind_Symbol = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum RashomonTokenKind RashomonTokenKind;
#else
typedef uint8_t RashomonTokenKind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Why an annotation was refused. All annotations that the analyzer made for the document are then dropped.
 */
enum RashomonEmitError
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * A span starts after its end or ends after the text.
   */
  RashomonEmitError_OutOfBounds = 1,
  /**
   * A span cuts a character in two.
   */
  RashomonEmitError_CharacterBoundary = 2,
  /**
   * The label's index is not one of the declared labels.
   */
  RashomonEmitError_UnknownLabel = 3,
  /**
   * The attribute's index is not one of the declared attributes.
   */
  RashomonEmitError_UnknownAttribute = 4,
  /**
   * The value is not of the declared type, not finite, or no member of the enumeration.
   */
  RashomonEmitError_WrongType = 5,
  /**
   * An attribute is given twice for one annotation.
   */
  RashomonEmitError_RepeatedAttribute = 6,
  /**
   * A string is not UTF-8.
   */
  RashomonEmitError_NotUtf8 = 7,
  /**
   * A reference names an annotation that does not exist.
   */
  RashomonEmitError_DanglingReference = 8,
  /**
   * More annotations or more text than any honest analyzer makes.
   */
  RashomonEmitError_TooMany = 9,
  /**
   * The call itself was malformed.
   */
  RashomonEmitError_Malformed = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum RashomonEmitError RashomonEmitError;
#else
typedef uint32_t RashomonEmitError;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The first 24 bytes of a plugin's table: the same in all versions, past and future.
 */
typedef struct RashomonHeader {
  /**
   * `RASHOMON`.
   */
  uint8_t magic[8];
  /**
   * Must equal the host's.
   */
  uint32_t major;
  /**
   * May differ from the host's.
   */
  uint32_t minor;
  /**
   * Size of the whole table in bytes, as the plugin knows it.
   */
  uint32_t struct_size;
  /**
   * Zero.
   */
  uint32_t flags;
} RashomonHeader;

/**
 * Text: `len` bytes of UTF-8 at `ptr`; `ptr` may be anything if `len` is 0. Frozen.
 */
typedef struct RashomonStr {
  /**
   * First byte.
   */
  const uint8_t *ptr;
  /**
   * Number of bytes.
   */
  uintptr_t len;
} RashomonStr;

/**
 * A label.
 */
typedef struct RashomonLabel {
  /**
   * Name in results.
   */
  struct RashomonStr name;
  /**
   * What it stands for.
   */
  struct RashomonStr doc;
} RashomonLabel;

/**
 * An attribute's declaration.
 */
typedef struct RashomonKey {
  /**
   * Name in results.
   */
  struct RashomonStr name;
  /**
   * What it says.
   */
  struct RashomonStr doc;
  /**
   * Name of the analyzer that a reference refers to; empty for other kinds.
   */
  struct RashomonStr target;
  /**
   * Members of an enumeration; none for other kinds.
   */
  const struct RashomonStr *members;
  /**
   * Number of members.
   */
  uintptr_t members_len;
  /**
   * One of the `KIND_` numbers.
   */
  uint16_t kind;
  /**
   * Zero.
   */
  uint16_t reserved[3];
} RashomonKey;

/**
 * An analyzer that must run before.
 */
typedef struct RashomonNeed {
  /**
   * Its name.
   */
  struct RashomonStr analyzer;
  /**
   * 0 if it is required, 1 if it joins where it is installed, 2 if it is read where it was chosen too.
   */
  uint32_t kind;
  /**
   * Zero.
   */
  uint32_t reserved;
} RashomonNeed;

/**
 * A text with its findings marked.
 */
typedef struct RashomonExample {
  /**
   * The text.
   */
  struct RashomonStr text;
  /**
   * What it shows.
   */
  struct RashomonStr note;
} RashomonExample;

/**
 * An option's declaration.
 */
typedef struct RashomonOpt {
  /**
   * Name in `--set`.
   */
  struct RashomonStr name;
  /**
   * What it changes.
   */
  struct RashomonStr doc;
  /**
   * The value it has unless set, as text.
   */
  struct RashomonStr default_value;
  /**
   * One of `KIND_BOOL`, `KIND_INTEGER`, `KIND_FLOAT`, `KIND_STRING`.
   */
  uint16_t kind;
  /**
   * Zero.
   */
  uint16_t reserved[3];
} RashomonOpt;

/**
 * What a plugin says of itself.
 */
typedef struct RashomonInfo {
  /**
   * Size of this struct in bytes.
   */
  uint32_t struct_size;
  /**
   * Size of one element of `labels`.
   */
  uint32_t label_stride;
  /**
   * Size of one element of `attributes`.
   */
  uint32_t attribute_stride;
  /**
   * Size of one element of `requires`.
   */
  uint32_t need_stride;
  /**
   * Size of one element of `examples`.
   */
  uint32_t example_stride;
  /**
   * Size of one element of `options`.
   */
  uint32_t option_stride;
  /**
   * Name of the analyzer.
   */
  struct RashomonStr name;
  /**
   * Version of the analyzer.
   */
  struct RashomonStr version;
  /**
   * What it finds, in one sentence.
   */
  struct RashomonStr summary;
  /**
   * Labels, emitted by index.
   */
  const struct RashomonLabel *labels;
  /**
   * Number of labels.
   */
  uintptr_t labels_len;
  /**
   * Attributes, emitted by index.
   */
  const struct RashomonKey *attributes;
  /**
   * Number of attributes.
   */
  uintptr_t attributes_len;
  /**
   * Analyzers that must run before.
   */
  const struct RashomonNeed *requires;
  /**
   * Number of needs.
   */
  uintptr_t requires_len;
  /**
   * Examples in the notation of the test kit.
   */
  const struct RashomonExample *examples;
  /**
   * Number of examples.
   */
  uintptr_t examples_len;
  /**
   * Options.
   */
  const struct RashomonOpt *options;
  /**
   * Number of options.
   */
  uintptr_t options_len;
} RashomonInfo;

/**
 * A value that crosses the boundary in a call: an attribute, an option, a cell of a table. Frozen.
 */
typedef struct RashomonAttribute {
  /**
   * Index of the attribute, option or column.
   */
  uint16_t key;
  /**
   * One of the `KIND_` numbers.
   */
  uint16_t kind;
  /**
   * Zero.
   */
  uint32_t reserved;
  /**
   * The value, unless it is a string.
   */
  uint64_t payload;
  /**
   * The value, if it is a string.
   */
  struct RashomonStr text;
} RashomonAttribute;

/**
 * Where a plugin says why a call failed. Frozen.
 */
typedef struct RashomonReport {
  /**
   * For the host; passed back as it is.
   */
  void *context;
  /**
   * Takes the reason; the last one counts.
   */
  void (*fail)(void *context, struct RashomonStr message);
} RashomonReport;

/**
 * A metadata field. Frozen.
 */
typedef struct RashomonPair {
  /**
   * Its name.
   */
  struct RashomonStr key;
  /**
   * Its value.
   */
  struct RashomonStr value;
} RashomonPair;

/**
 * A range of bytes in a document's text, end exclusive.
 */
typedef struct RashomonSpan {
  uint32_t start;
  uint32_t end;
} RashomonSpan;

/**
 * Which characters a token holds and how it stands, as bits.
 */
typedef uint16_t RashomonShape;
/**
 * The first character is an upper-case letter.
 */
#define RASHOMON_SHAPE_FIRST_UPPER 1
/**
 * A later character is an upper-case letter.
 */
#define RASHOMON_SHAPE_INNER_UPPER (1 << 1)
/**
 * Some character is a lower-case letter.
 */
#define RASHOMON_SHAPE_LOWER (1 << 2)
/**
 * Some character is a decimal digit.
 */
#define RASHOMON_SHAPE_DIGIT (1 << 3)
/**
 * The token is one character long.
 */
#define RASHOMON_SHAPE_SINGLE (1 << 4)
/**
 * Some character lies beyond ASCII.
 */
#define RASHOMON_SHAPE_NON_ASCII (1 << 5)
/**
 * Some character is a dot.
 */
#define RASHOMON_SHAPE_DOT (1 << 6)
/**
 * Some character is a hyphen.
 */
#define RASHOMON_SHAPE_HYPHEN (1 << 7)
/**
 * No white space stands between the token before and this one.
 */
#define RASHOMON_SHAPE_GLUED (1 << 8)
/**
 * First token of its line.
 */
#define RASHOMON_SHAPE_LINE_START (1 << 9)

/**
 * One token: a span with all that analyzers need to know without reading the text again.
 */
typedef struct RashomonToken {
  /**
   * Where it stands, in bytes.
   */
  struct RashomonSpan span;
  /**
   * [`fold_hash`](crate::fold_hash) of its text: equal for `Said`, `SAID` and `said`.
   */
  uint64_t hash;
  /**
   * Number of its word type (text as written; numbers by digit pattern) in the worker's vocabulary: an index for
   * [`WordColumn`](crate::WordColumn)s, valid for the generation that [`Document::vocabulary`](crate::Document::vocabulary) names.
   */
  uint32_t word;
  /**
   * Number of the word type of its case-folded form.
   */
  uint32_t folded;
  /**
   * Letters, capitals, digits and neighbours.
   */
  RashomonShape shape;
  /**
   * A number, not the enumeration: a host of a later minor version may know kinds that a plugin does not.
   */
  uint8_t kind;
  uint8_t reserved[5];
} RashomonToken;

/**
 * A sentence: a span within one block, with its tokens.
 */
typedef struct RashomonSentence {
  /**
   * Where it stands, in bytes, without the white space around it.
   */
  struct RashomonSpan span;
  /**
   * Index of its first token in [`Document::tokens`](crate::Document::tokens).
   */
  uint32_t first_token;
  /**
   * One past the index of its last token.
   */
  uint32_t end_token;
  /**
   * Index of its block in [`Document::blocks`](crate::Document::blocks).
   */
  uint32_t block;
  uint32_t reserved;
} RashomonSentence;

/**
 * A part of the page: one paragraph or line, with its sentences.
 */
typedef struct RashomonBlock {
  /**
   * Where it stands, in bytes, without the white space around it.
   */
  struct RashomonSpan span;
  /**
   * Index of its first sentence in [`Document::sentences`](crate::Document::sentences).
   */
  uint32_t first_sentence;
  /**
   * One past the index of its last sentence.
   */
  uint32_t end_sentence;
  uint8_t kind;
  uint8_t read;
  uint8_t reserved[6];
} RashomonBlock;

/**
 * An annotation in a layer. Frozen.
 */
typedef struct RashomonRow {
  /**
   * Where it stands, in bytes.
   */
  struct RashomonSpan span;
  /**
   * Index of its first cell.
   */
  uint32_t first_cell;
  /**
   * Number of its cells.
   */
  uint16_t cells;
  /**
   * Index of its label.
   */
  uint16_t label;
} RashomonRow;

/**
 * An attribute's value in a layer. Frozen.
 */
typedef struct RashomonCell {
  /**
   * Index of the attribute.
   */
  uint16_t key;
  /**
   * One of the `KIND_` numbers.
   */
  uint16_t kind;
  /**
   * Length of a string in bytes; zero for other kinds.
   */
  uint32_t length;
  /**
   * The value; of a string, the offset in the layer's strings.
   */
  uint64_t payload;
} RashomonCell;

/**
 * The finished annotations of another analyzer, in columns.
 */
typedef struct RashomonLayer {
  /**
   * Name of the analyzer.
   */
  struct RashomonStr analyzer;
  /**
   * Text of all string cells.
   */
  struct RashomonStr strings;
  /**
   * Names of labels, by index.
   */
  const struct RashomonStr *labels;
  /**
   * Number of labels.
   */
  uintptr_t labels_len;
  /**
   * Attributes, by index.
   */
  const struct RashomonKey *keys;
  /**
   * Number of attributes.
   */
  uintptr_t keys_len;
  /**
   * Annotations, sorted.
   */
  const struct RashomonRow *rows;
  /**
   * Number of annotations.
   */
  uintptr_t rows_len;
  /**
   * Attribute values of all rows.
   */
  const struct RashomonCell *cells;
  /**
   * Number of cells.
   */
  uintptr_t cells_len;
  /**
   * Size of one element of `keys`.
   */
  uint32_t key_stride;
  /**
   * Zero.
   */
  uint32_t reserved;
} RashomonLayer;

/**
 * A document, lent for one call.
 */
typedef struct RashomonDocument {
  /**
   * Size of this struct in bytes.
   */
  uint32_t struct_size;
  /**
   * Size of one token.
   */
  uint32_t token_stride;
  /**
   * Size of one sentence.
   */
  uint32_t sentence_stride;
  /**
   * Size of one block.
   */
  uint32_t block_stride;
  /**
   * Size of one layer.
   */
  uint32_t layer_stride;
  /**
   * Length of the worker's vocabulary: all word types are below it.
   */
  uint32_t vocabulary_len;
  /**
   * Names the numbering of the word types.
   */
  uint64_t vocabulary_generation;
  /**
   * Name of the document.
   */
  struct RashomonStr id;
  /**
   * The whole text.
   */
  struct RashomonStr text;
  /**
   * Metadata.
   */
  const struct RashomonPair *metadata;
  /**
   * Number of metadata fields.
   */
  uintptr_t metadata_len;
  /**
   * Tokens, in order.
   */
  const struct RashomonToken *tokens;
  /**
   * Number of tokens.
   */
  uintptr_t tokens_len;
  /**
   * Sentences, in order.
   */
  const struct RashomonSentence *sentences;
  /**
   * Number of sentences.
   */
  uintptr_t sentences_len;
  /**
   * Blocks, in order.
   */
  const struct RashomonBlock *blocks;
  /**
   * Number of blocks.
   */
  uintptr_t blocks_len;
  /**
   * Finished layers of the analyzers that this one requires.
   */
  const struct RashomonLayer *layers;
  /**
   * Number of layers.
   */
  uintptr_t layers_len;
} RashomonDocument;

/**
 * Where a plugin puts annotations; to be used by the thread that was called, during the call.
 */
typedef struct RashomonSink {
  /**
   * Size of this struct in bytes.
   */
  uint32_t struct_size;
  /**
   * Zero.
   */
  uint32_t flags;
  /**
   * Takes the reason of a failure.
   */
  struct RashomonReport report;
  /**
   * Takes an annotation; returns 0 and its number in `id` (which may be null), or the number of an emit error.
   */
  uint32_t (*emit)(void *context,
                   uint16_t label,
                   uint32_t start,
                   uint32_t end,
                   const struct RashomonAttribute *attributes,
                   uintptr_t len,
                   uint32_t *id);
} RashomonSink;

/**
 * The root of a plugin. Its functions may be called from any thread.
 */
typedef struct RashomonPlugin {
  /**
   * Read first, and nothing else unless it fits.
   */
  struct RashomonHeader header;
  /**
   * What the plugin says of itself; valid for ever.
   */
  const struct RashomonInfo *info;
  /**
   * Makes an instance, or returns null after `report.fail`. Called once a run.
   */
  void *(*create)(const struct RashomonAttribute *options,
                  uintptr_t len,
                  const struct RashomonReport *report);
  /**
   * Frees an instance.
   */
  void (*destroy)(void *instance);
  /**
   * Analyzes a document; many threads may call it with one instance at once.
   */
  int32_t (*analyze)(const void *instance,
                     const struct RashomonDocument *document,
                     const struct RashomonSink *sink);
  /**
   * The table of an optional ability, by its versioned name, or null: `rashomon/corpus/1` gives a [`Corpus`].
   */
  const void *(*get_extension)(struct RashomonStr name);
} RashomonPlugin;

/**
 * Where a plugin writes bytes. Frozen.
 */
typedef struct RashomonWriter {
  /**
   * Takes the reason of a failure; its context is also that of `write`.
   */
  struct RashomonReport report;
  /**
   * Takes bytes.
   */
  void (*write)(void *context, const uint8_t *bytes, uintptr_t len);
} RashomonWriter;

/**
 * Where a plugin writes tables. Frozen.
 */
typedef struct RashomonTables {
  /**
   * Takes the reason of a failure; its context is also that of `table` and `row`.
   */
  struct RashomonReport report;
  /**
   * Begins a table; `kinds` holds for each column one of `KIND_STRING`, `KIND_FLOAT`, `KIND_INTEGER`, `KIND_BOOL`,
   * `KIND_SPAN` or a `COLUMN_` number. Returns a status.
   */
  int32_t (*table)(void *context,
                   struct RashomonStr name,
                   const struct RashomonStr *columns,
                   const uint16_t *kinds,
                   uintptr_t len);
  /**
   * Adds a row of cells to the table begun last. Returns a status.
   */
  int32_t (*row)(void *context, const struct RashomonAttribute *cells, uintptr_t len);
} RashomonTables;

/**
 * Extension `rashomon/corpus/1`: what an analyzer says of many documents together. A state belongs to one thread at a time.
 */
typedef struct RashomonCorpus {
  /**
   * Size of this struct in bytes.
   */
  uint32_t struct_size;
  /**
   * Zero.
   */
  uint32_t flags;
  /**
   * An empty state, or null after `fail`.
   */
  void *(*new_state)(const void *instance, const struct RashomonReport *report);
  /**
   * Frees a state.
   */
  void (*free_state)(void *state);
  /**
   * Takes in a document.
   */
  int32_t (*step)(const void *instance,
                  void *state,
                  const struct RashomonDocument *document,
                  const struct RashomonReport *report);
  /**
   * Appends `other` to `into` and frees `other`, also when it fails.
   */
  int32_t (*merge)(const void *instance,
                   void *into,
                   void *other,
                   const struct RashomonReport *report);
  /**
   * Writes the state as bytes through `write`.
   */
  int32_t (*save)(const void *instance, const void *state, const struct RashomonWriter *writer);
  /**
   * A state from such bytes, or null after `fail`.
   */
  void *(*load)(const void *instance,
                const uint8_t *bytes,
                uintptr_t len,
                const struct RashomonReport *report);
  /**
   * Writes the tables and frees the state, also when it fails.
   */
  int32_t (*report)(const void *instance, void *state, const struct RashomonTables *tables);
} RashomonCorpus;

/**
 * All kinds, in the order of their numbers.
 */
#define RASHOMON_BlockKind_ALL { RashomonBlockKind_Title, RashomonBlockKind_Subtitle, RashomonBlockKind_Heading, RashomonBlockKind_Body, RashomonBlockKind_Caption, RashomonBlockKind_Dateline, RashomonBlockKind_Boilerplate, RashomonBlockKind_Foreign, }
