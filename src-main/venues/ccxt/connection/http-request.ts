import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import type { ConnectionAgents } from './proxy.ts'
import { systemCode, TransportError } from './transport-error.ts'

export interface HttpCall {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpAnswer {
  readonly status: number
  readonly statusText: string
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface HttpOptions {
  readonly agents: ConnectionAgents
  /** Gives up: the answer did not come in time, or nobody waits any more. */
  readonly signal: AbortSignal
}

/**
 * Makes one HTTP request and reads the answer to its end. Redirects are not followed: no venue needs them.
 * @throws TransportError; what the signal was aborted with.
 */
export async function requestHttp(url: string, call: HttpCall, options: HttpOptions): Promise<HttpAnswer> {
  const attempt = beginRequest(url, call, options)
  try {
    const response = await attempt.response
    return {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: headersOf(response),
      body: await bodyOf(response),
    }
  } catch (error) {
    if (error instanceof TransportError) throw error
    if (isStale(attempt, call) && !options.signal.aborted) return requestHttp(url, call, options)
    const code = systemCode(error)
    const message = options.signal.aborted ? 'given up' : `the connection failed (${code ?? 'without a code'})`
    throw new TransportError(message, {
      fault: 'connection',
      isSent: attempt.isSent(),
      ...(code !== undefined && { code }),
      cause: error,
    })
  }
}

interface Attempt {
  readonly response: Promise<IncomingMessage>
  /** Whether a connection stood, so that the request may have gone out. */
  readonly isSent: () => boolean
  /** Whether it went out on a connection that stood from before. */
  readonly isReused: () => boolean
}

/** The venue may have closed a kept connection at the very moment; what only asks is asked again on a new one. */
function isStale({ isReused }: Attempt, { method }: HttpCall): boolean {
  return method === 'GET' && isReused()
}

function beginRequest(url: string, call: HttpCall, { agents, signal }: HttpOptions): Attempt {
  const isSecure = url.startsWith('https:')
  const message = (isSecure ? requestSecure : requestPlain)(url, {
    method: call.method,
    headers: { 'accept-encoding': 'gzip', ...call.headers },
    agent: agents.requestAgent(isSecure),
    signal,
  })
  const isConnected = watchConnection(message, isSecure)
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    message.once('response', resolve)
    // For good: a request that is given up tells so by an error.
    message.on('error', reject)
  })
  message.end(call.body)
  return { response, isSent: isConnected, isReused: () => message.reusedSocket }
}

/** Nothing goes out before the connection stands, by TLS before both sides have agreed on it. */
function watchConnection(message: ClientRequest, isSecure: boolean): () => boolean {
  let isConnected = false
  const note = (): void => {
    isConnected = true
  }
  message.once('socket', (socket) => {
    if (message.reusedSocket) note()
    else if (isSecure) socket.once('secureConnect', note)
    else if (socket.connecting) socket.once('connect', note)
    else note()
  })
  return () => isConnected
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  if (response.headers['content-encoding'] !== 'gzip') return text(response)
  const unpacked = createGunzip()
  response.on('error', (error) => unpacked.destroy(error))
  return text(response.pipe(unpacked))
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>
}
