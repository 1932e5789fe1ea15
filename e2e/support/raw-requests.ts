import { request } from 'node:http'
import { WebSocket } from 'ws'

export interface RawAnswer {
  readonly status: number
  readonly body: ErrorAnswer
}

/** Body of every error answer. */
export interface ErrorAnswer {
  readonly code: string
  readonly status: number
  readonly message: string
  readonly data?: unknown
  readonly action: string
}

export interface RawRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request with any headers, also those that `fetch` does not let a caller set, and any body. */
export function rawRequest(url: string, { method = 'GET', headers = {}, body }: RawRequest = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as ErrorAnswer }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export interface Handshake {
  readonly protocols: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** HTTP status with which a WebSocket is refused; 101 where it is opened. */
export function handshakeStatus(url: string, { protocols, headers = {} }: Handshake): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...protocols], { headers: { ...headers } })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (sent, answer) => {
      sent.destroy()
      resolve(answer.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}
