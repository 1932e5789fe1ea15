import { once } from 'node:events'
import { WebSocket } from 'ws'
import { answerParent } from './conversation.ts'
import { beginStrain, endStrain } from './loop-delay.ts'

/** The least that a program can do with the streams of an exchange: take each message and read its JSON. */

interface Wish {
  readonly streamsAt: string
  readonly streams: readonly string[]
  readonly sockets: number
}

let messages = 0

answerParent({
  follow,
  beginStrain,
  endStrain,
  messages: () => messages,
})

/** Spreads the streams evenly over so many sockets. */
async function follow({ streamsAt, streams, sockets }: Wish): Promise<void> {
  for (let index = 0; index < sockets; index++) {
    const socket = new WebSocket(`ws://${streamsAt}/stream/ws/${index}`)
    await once(socket, 'open')
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { readonly s?: string }
      if (message.s !== undefined) messages += 1
    })
    const params = streams.filter((_, position) => position % sockets === index)
    socket.send(JSON.stringify({ method: 'SUBSCRIBE', params, id: index }))
  }
}
