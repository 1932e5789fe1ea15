/** Where a text stops being JSON, counted from 1, and what could have stood there. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly expected: string
}

const SPACE = /[ \t\n\r]*/y
/** Every character from the space on, but not the quote and the backslash. */
const TEXT = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y

/** The first fault of a text that `JSON.parse` refused; its own messages do not always say where. */
export function findJsonFault(text: string): JsonFault | undefined {
  const scanner = new JsonScanner(text)
  const expected = scanner.scan()
  if (expected === undefined) return undefined
  const before = text.slice(0, scanner.offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, expected }
}

/** Each method answers what was expected where the text is wrong, or undefined where it is right so far. */
class JsonScanner {
  readonly #text: string
  offset = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): string | undefined {
    const expected = this.#value()
    if (expected !== undefined) return expected
    this.#take(SPACE)
    return this.offset === this.#text.length ? undefined : 'the end of the file'
  }

  #value(): string | undefined {
    this.#take(SPACE)
    if (this.#takeSign('{')) return this.#members()
    if (this.#takeSign('[')) return this.#items()
    return this.#take(TEXT) || this.#take(SCALAR) ? undefined : 'a value'
  }

  #members(): string | undefined {
    if (this.#takeSign('}')) return undefined
    for (;;) {
      this.#take(SPACE)
      if (!this.#take(TEXT)) return 'a key in double quotes'
      if (!this.#takeSign(':')) return '":"'
      const expected = this.#value()
      if (expected !== undefined) return expected
      if (this.#takeSign('}')) return undefined
      if (!this.#takeSign(',')) return '"," or "}"'
    }
  }

  #items(): string | undefined {
    if (this.#takeSign(']')) return undefined
    for (;;) {
      const expected = this.#value()
      if (expected !== undefined) return expected
      if (this.#takeSign(']')) return undefined
      if (!this.#takeSign(',')) return '"," or "]"'
    }
  }

  #takeSign(sign: string): boolean {
    this.#take(SPACE)
    if (this.#text[this.offset] !== sign) return false
    this.offset++
    return true
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset
    const match = pattern.exec(this.#text)
    if (!match) return false
    this.offset += match[0].length
    return true
  }
}
