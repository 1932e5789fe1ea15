/** What of an event says where it is, and how many clicks followed each other; 0 for one of the keyboard. */
interface PressEvent {
  readonly target: EventTarget
  readonly detail: number
}

interface ClickEvent extends PressEvent {
  preventDefault(): void
  stopPropagation(): void
}

/**
 * Lets no click through whose press began on another row: between the two a row can come to stand where another was, in the
 * same element, and nobody has meant it.
 */
export class RowPress {
  readonly #rowIdAt: (target: EventTarget) => string | undefined
  #rowId: string | undefined

  constructor(rowIdAt: (target: EventTarget) => string | undefined) {
    this.#rowIdAt = rowIdAt
  }

  handleDown({ target }: Pick<PressEvent, 'target'>): void {
    this.#rowId = this.#rowIdAt(target)
  }

  handleClick(event: ClickEvent): void {
    if (event.detail === 0 || this.#rowIdAt(event.target) === this.#rowId) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** The id of the row that an element is in. */
export function rowIdAt(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('tr[data-row-id]')?.dataset['rowId'] : undefined
}
