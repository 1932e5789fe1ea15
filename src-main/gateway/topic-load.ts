import { type Disposable, toDisposable } from '../base/index.ts'

/** A client's streams, as far as their load goes. */
export interface LoadedClient {
  /** Changes that wait for the client, over all its streams. */
  readonly behind: number
}

/** Which clients follow streams, and how far they are behind. */
export class TopicLoad {
  readonly #clients = new Set<LoadedClient>()

  /** Counts the client until the handle is disposed of. */
  add(client: LoadedClient): Disposable {
    this.#clients.add(client)
    return toDisposable(() => this.#clients.delete(client))
  }

  get clients(): number {
    return this.#clients.size
  }

  /** Changes that wait for the client that is furthest behind. */
  get mostBehind(): number {
    let most = 0
    for (const { behind } of this.#clients) most = Math.max(most, behind)
    return most
  }
}
