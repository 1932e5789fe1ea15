/** Account events as the window's stores got them. */
export interface SeenAccount {
  /** How often each stream began; once, unless something went wrong. */
  readonly begun: { readonly orders: number; readonly fills: number }
  /** Order and state of every change, in order. */
  readonly orders: readonly { readonly orderId: string; readonly state: string }[]
  /** Ids, in order. */
  readonly fills: readonly string[]
}

declare global {
  interface Window {
    readonly benchAccount: SeenAccount
  }
}

/** Notes what the window's stores are given. Runs in the page, and so must not use anything from outside itself. */
export function installAccountProbe(): void {
  const begun = { orders: 0, fills: 0 }
  const orders: { orderId: string; state: string }[] = []
  const fills: string[] = []
  Object.assign(window, {
    benchAccount: { begun, orders, fills },
    wheelhouseAccountProbe: {
      handleSnapshot(topic: 'orders' | 'fills'): void {
        begun[topic] += 1
      },
      handleDeltas(topic: 'orders' | 'fills', items: readonly { orderId: string; state: string; fillId: string }[]) {
        for (const { orderId, state, fillId } of items) {
          if (topic === 'orders') orders.push({ orderId, state })
          else fills.push(fillId)
        }
      },
    },
  })
}
