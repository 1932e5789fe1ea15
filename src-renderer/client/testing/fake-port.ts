import type { PagePort } from '../port-socket.ts'

/** A page's port whose other end is the test. As in Chromium, closing it is silent. */
export class FakePort extends EventTarget implements PagePort {
  readonly posted: unknown[] = []
  started = false
  closed = false

  postMessage(message: unknown): void {
    if (!this.closed) this.posted.push(message)
  }

  start(): void {
    this.started = true
  }

  close(): void {
    this.closed = true
  }

  receive(data: unknown): void {
    if (!this.started) throw new Error('a message is delivered only after the start')
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** The other end closed it or its process died. */
  drop(): void {
    this.dispatchEvent(new Event('close'))
  }
}
