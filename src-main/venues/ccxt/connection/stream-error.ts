import type { HttpAnswer } from './http-request.ts'
import { handshakeStatus } from './socket-follow.ts'
import { systemCode, TransportError } from './transport-error.ts'

/** What a socket says when it fails, in one of several shapes, as the error that it is. */
export function streamError(event: unknown): unknown {
  const error = errorOf(event)
  const code = systemCode(error)
  if (error instanceof TransportError || code === undefined) return error
  return new TransportError(`the connection failed (${code})`, {
    fault: 'connection',
    isSent: false,
    code,
    cause: error,
  })
}

/** The answer that opened no socket; undefined where that was not it. */
export function handshakeAnswer(error: unknown): HttpAnswer | undefined {
  const status = handshakeStatus(error)
  return status === undefined ? undefined : { status, statusText: '', headers: {}, body: '' }
}

/** An event of `ws` holds the error. */
function errorOf(event: unknown): unknown {
  const isEvent = typeof event === 'object' && event !== null && !(event instanceof Error) && 'error' in event
  return isEvent ? event.error : event
}
