/** What stands in a text's places, by their names. */
export type TextValues = Readonly<Record<string, unknown>>

/** A place for a value, and nothing else: `{{name}}`. */
const PLACE = /\{\{(\w+)\}\}/
/** What the library fills in by itself: other ways to write a place, and texts within texts. */
const BEYOND = /\{\{|\}\}|\$t\(/

/** A text with places for values, taken apart once for all the times that it is filled. */
export class FillableText {
  /** Text and names of places in turns, a text first and last. */
  readonly #parts: readonly string[]
  readonly #isPlain: boolean

  constructor(text: string) {
    this.#parts = text.split(PLACE)
    this.#isPlain = this.#parts.every((part, index) => index % 2 === 1 || !BEYOND.test(part))
  }

  /** The text with these values in it; undefined where that takes more than to put words and numbers into places. */
  filledWith(values: TextValues): string | undefined {
    if (!this.#isPlain) return undefined
    let filled = this.#parts[0] ?? ''
    for (let index = 1; index < this.#parts.length; index += 2) {
      const value = values[this.#parts[index] ?? '']
      if (typeof value !== 'string' && typeof value !== 'number') return undefined
      // Words that a person has typed may look like a text within a text.
      if (typeof value === 'string' && BEYOND.test(value)) return undefined
      filled += value + (this.#parts[index + 1] ?? '')
    }
    return filled
  }
}
