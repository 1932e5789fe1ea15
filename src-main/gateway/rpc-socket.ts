import type { RPCHandler } from '@orpc/server/ws'
import { z } from 'zod'
import type { CallContext } from './call-context.ts'

/** What oRPC needs of a socket. */
type RpcSocket = Parameters<RPCHandler<CallContext>['upgrade']>[0]

const REQUEST = 1
const ABORT = 4

/** Frame of the oRPC peer protocol: a call, or the wish to abort one. No procedure takes a stream or a file. */
const RpcMessage = z.union([
  z.looseObject({
    i: z.string(),
    t: z.literal(REQUEST).optional(),
    p: z.looseObject({ u: z.string().startsWith('/'), h: z.record(z.string(), z.unknown()).optional() }),
  }),
  z.looseObject({ i: z.string(), t: z.literal(ABORT) }),
])

/** What carries calls: a WebSocket, a message port. */
export interface CallTransport {
  readonly send: RpcSocket['send']
  /** Hears each message; what is no text comes as an empty one. */
  onMessage(listener: (text: string) => void): void
  onClose(listener: () => void): void
  /** Ends the connection and says why. */
  refuse(reason: string): void
}

/**
 * A socket that hands oRPC only what it can read: for anything else it would write a stack trace to the console.
 * A client that sends something else is told so and disconnected.
 */
export function callsOnly(transport: CallTransport): RpcSocket {
  const addEventListener = (type: 'message' | 'close', listener: (event?: { data: string }) => void): void => {
    if (type === 'close') transport.onClose(() => listener())
    else {
      transport.onMessage((text) => {
        if (isRpcMessage(text)) listener({ data: text })
        else transport.refuse('the message is not a call')
      })
    }
  }
  return {
    send: transport.send,
    // oRPC listens to these two events only, and reads nothing but the data of a message.
    addEventListener: addEventListener as RpcSocket['addEventListener'],
  }
}

function isRpcMessage(text: string): boolean {
  try {
    return RpcMessage.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
