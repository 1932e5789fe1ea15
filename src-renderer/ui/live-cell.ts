const FLASH_MS = 300

export interface LiveStyle<Value> {
  readonly format: (value: Value) => string
  readonly tone?: (value: Value) => string
  readonly flash?: (value: Value) => number
}

/** Writes a live value into an element: its text, its class, and for a moment the colour of its change. */
export class LiveCell<Value> {
  readonly #element: Pick<HTMLElement, 'textContent' | 'className'>
  readonly #style: () => LiveStyle<Value>
  #last: { readonly value: Value } | undefined
  #lastNumber: number | undefined
  #flashTimer: ReturnType<typeof setTimeout> | undefined

  constructor(element: Pick<HTMLElement, 'textContent' | 'className'>, style: () => LiveStyle<Value>) {
    this.#element = element
    this.#style = style
  }

  show(value: Value): void {
    this.#last = { value }
    const style = this.#style()
    this.#write(style.format(value))
    const tone = style.tone?.(value) ?? ''
    const moved = this.#movement(style.flash?.(value))
    if (moved !== 0) this.#flash(moved > 0 ? 'up' : 'down', tone)
    else if (this.#flashTimer === undefined) this.#element.className = tone
  }

  /** Writes the last value again, as it is formatted now. */
  refresh(): void {
    if (this.#last === undefined) return
    const { format, tone } = this.#style()
    this.#write(format(this.#last.value))
    if (this.#flashTimer === undefined) this.#element.className = tone?.(this.#last.value) ?? ''
  }

  dispose(): void {
    clearTimeout(this.#flashTimer)
    this.#flashTimer = undefined
  }

  #write(text: string): void {
    if (this.#element.textContent !== text) this.#element.textContent = text
  }

  #movement(next: number | undefined): number {
    const last = this.#lastNumber
    this.#lastNumber = next
    return next === undefined || last === undefined ? 0 : next - last
  }

  #flash(flashClass: string, calmClass: string): void {
    this.dispose()
    this.#element.className = flashClass
    this.#flashTimer = setTimeout(() => {
      this.#flashTimer = undefined
      this.#element.className = calmClass
    }, FLASH_MS)
  }
}
