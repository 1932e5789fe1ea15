import type { Socket } from '../connection.ts'

/** A socket whose other end is the test. */
export class FakeSocket extends EventTarget implements Socket {
  readyState: Socket['readyState'] = 0
  readonly sent: unknown[] = []

  send(data: Parameters<Socket['send']>[0]): void {
    if (typeof data === 'string') this.sent.push(JSON.parse(data))
  }

  /** The window's own close is silent here: a browser reports it later, when nobody listens any more. */
  close(): void {
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  drop(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }

  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}
