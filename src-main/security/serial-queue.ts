/** Runs tasks one after the other, in the order they were asked for; one that fails does not hold up the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** The task's own result. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task)
    // Whoever asked for the task hears of its failure through `result`.
    this.#last = result.catch(() => undefined)
    return result
  }
}
