import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ACCOUNT_HEADER } from '../../../src-contract/index.ts'
import type { Disposable } from '../../base/index.ts'
import { FolderLock } from '../../storage/index.ts'

/** A call that came to the door. */
export interface Asked {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly token: string | undefined
  readonly account: string | undefined
  readonly body: string
}

/** A door that answers every call with the same status and text, and keeps what it was asked. */
export class AnsweringDoor implements Disposable {
  readonly asked: Asked[] = []
  readonly address: string
  readonly #server: Server
  #lock: FolderLock | undefined

  private constructor(server: Server) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(status: number, text: string): Promise<AnsweringDoor> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const door = new AnsweringDoor(server)
    server.on('request', (request, response) => void door.#answer(request, response, { status, text }))
    return door
  }

  /** An engine that runs on the folder stands behind it. */
  standFor(folder: string): void {
    this.#lock = FolderLock.acquire(folder, { pid: process.pid, startedAtMs: 1, address: this.address })
  }

  /** Resolves when nobody answers any more. */
  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }

  dispose(): void {
    this.#server.close()
    this.#lock?.release()
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    { status, text }: { readonly status: number; readonly text: string },
  ): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { method, url, headers } = request
    const account = headers[ACCOUNT_HEADER]?.toString()
    this.asked.push({ method, url, token: headers.authorization, account, body })
    response.writeHead(status).end(text)
  }
}
