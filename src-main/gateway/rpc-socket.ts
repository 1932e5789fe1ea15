import type { RPCHandler } from '@orpc/server/ws'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { CallContext } from './call-context.ts'
import { socketText } from './socket-text.ts'

/** What oRPC needs of a socket. */
type RpcSocket = Parameters<RPCHandler<CallContext>['upgrade']>[0]

const REQUEST = 1
const ABORT = 4
/** Close code for a message against the rules (RFC 6455). */
const POLICY_VIOLATION = 1008

/** Frame of the oRPC peer protocol: a call, or the wish to abort one. No procedure takes a stream or a file. */
const RpcMessage = z.union([
  z.looseObject({
    i: z.string(),
    t: z.literal(REQUEST).optional(),
    p: z.looseObject({ u: z.string().startsWith('/'), h: z.record(z.string(), z.unknown()).optional() }),
  }),
  z.looseObject({ i: z.string(), t: z.literal(ABORT) }),
])

/**
 * A socket that hands oRPC only what it can read: for anything else it would write a stack trace to the console.
 * A client that sends something else is told so and disconnected.
 */
export function callsOnly(client: WebSocket): RpcSocket {
  const addEventListener = (type: 'message' | 'close', listener: (event?: { data: string }) => void): void => {
    if (type === 'close') client.on('close', () => listener())
    else {
      client.on('message', (data, isBinary) => {
        const text = isBinary ? '' : socketText(data)
        if (isRpcMessage(text)) listener({ data: text })
        else client.close(POLICY_VIOLATION, 'the message is not a call')
      })
    }
  }
  return {
    send: client.send.bind(client),
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
