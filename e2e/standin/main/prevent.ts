/** First argument of Electron's events. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** The event together with what Electron says of it. */
export function eventWith<T extends object>(details: T): PreventableEvent & T {
  return Object.assign(new PreventableEvent(), details)
}
