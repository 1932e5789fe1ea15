/** Keys that are remembered of one service; beyond it the ones that were not used for longest are forgotten. */
const CAPACITY = 10_000

/** Which host each key stays with. */
export class AffinityTable<Host> {
  readonly #hosts = new Map<string, Host>()

  find(key: string): Host | undefined {
    return this.#hosts.get(key)
  }

  /** Keys that stay with each host; hosts with none are left out. */
  countByHost(): ReadonlyMap<Host, number> {
    const counts = new Map<Host, number>()
    for (const host of this.#hosts.values()) counts.set(host, (counts.get(host) ?? 0) + 1)
    return counts
  }

  bind(key: string, host: Host): void {
    // Set anew, so that the map's order is that of use.
    this.#hosts.delete(key)
    this.#hosts.set(key, host)
    if (this.#hosts.size <= CAPACITY) return
    for (const oldest of this.#hosts.keys()) {
      this.#hosts.delete(oldest)
      return
    }
  }
}
