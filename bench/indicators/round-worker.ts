import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Contestant } from './contestants.ts'

/** A contestant in a thread of its own. */
export class RoundWorker {
  readonly #worker: Worker

  constructor(contestant: Contestant) {
    this.#worker = new Worker(join(import.meta.dirname, 'contest.ts'), { workerData: contestant })
  }

  /** @returns candles a second. @throws what the thread failed with. */
  async round(): Promise<number> {
    this.#worker.postMessage('round')
    const [speed] = await once(this.#worker, 'message')
    return Number(speed)
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
