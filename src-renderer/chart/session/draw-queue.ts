/** Gathers reasons to draw and draws once for all of them, when the task that brought them is over and before the frame is painted. */
export class DrawQueue {
  readonly #draw: () => void
  readonly #afterTask: (callback: () => void) => void
  #waiting = false
  #disposed = false

  /** @param afterTask Calls back after the running task; `queueMicrotask` in the window. */
  constructor(draw: () => void, afterTask: (callback: () => void) => void) {
    this.#draw = draw
    this.#afterTask = afterTask
  }

  request(): void {
    if (this.#waiting) return
    this.#waiting = true
    this.#afterTask(() => {
      this.#waiting = false
      if (!this.#disposed) this.#draw()
    })
  }

  dispose(): void {
    this.#disposed = true
  }
}
