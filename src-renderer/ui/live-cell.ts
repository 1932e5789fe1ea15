import { type TextPlace, writeText } from './write-text.ts'

const FLASH_MS = 300

export interface LiveStyle<Value> {
  readonly format: (value: Value) => string
  readonly tone?: (value: Value) => string
  readonly flash?: (value: Value) => number
}

/** What of an element is written. */
export type LiveElement = TextPlace & Pick<HTMLElement, 'className'>

/** Writes a live value into an element: its text, its class, and for a moment the colour of its change. */
export class LiveCell<Value> {
  readonly #element: LiveElement
  readonly #style: () => LiveStyle<Value>
  #last: { readonly value: Value } | undefined
  #lastNumber: number | undefined
  #flashTimer: ReturnType<typeof setTimeout> | undefined

  constructor(element: LiveElement, style: () => LiveStyle<Value>) {
    this.#element = element
    this.#style = style
  }

  show(value: Value): void {
    this.#last = { value }
    const style = this.#style()
    writeText(this.#element, style.format(value))
    const tone = style.tone?.(value) ?? ''
    const moved = this.#movement(style.flash?.(value))
    if (moved !== 0) this.#flash(moved > 0 ? 'up' : 'down', tone)
    else if (this.#flashTimer === undefined) this.#paint(tone)
  }

  /** Writes the last value again, as it is formatted now. */
  refresh(): void {
    if (this.#last === undefined) return
    const { format, tone } = this.#style()
    writeText(this.#element, format(this.#last.value))
    if (this.#flashTimer === undefined) this.#paint(tone?.(this.#last.value) ?? '')
  }

  dispose(): void {
    clearTimeout(this.#flashTimer)
    this.#flashTimer = undefined
  }

  #paint(className: string): void {
    if (this.#element.className !== className) this.#element.className = className
  }

  #movement(next: number | undefined): number {
    const last = this.#lastNumber
    this.#lastNumber = next
    return next === undefined || last === undefined ? 0 : next - last
  }

  #flash(flashClass: string, calmClass: string): void {
    this.dispose()
    this.#paint(flashClass)
    this.#flashTimer = setTimeout(() => {
      this.#flashTimer = undefined
      this.#paint(calmClass)
    }, FLASH_MS)
  }
}
