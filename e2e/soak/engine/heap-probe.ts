const ANSWER_LIMIT_MS = 10_000

interface Message {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** One question at the inspector of a Node program, in its protocol (Chrome DevTools Protocol 1.3). */
async function ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
  const answered = Promise.withResolvers<unknown>()
  const limit = setTimeout(() => answered.reject(new Error(`${method} was not answered`)), ANSWER_LIMIT_MS)
  const handleMessage = ({ data }: MessageEvent): void => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== id) return
    if (message.error) answered.reject(new Error(`${method}: ${message.error.message}`))
    else answered.resolve(message.result)
  }
  const handleClose = (): void => answered.reject(new Error('the inspector has closed'))
  socket.addEventListener('message', handleMessage)
  socket.addEventListener('close', handleClose)
  try {
    socket.send(JSON.stringify({ id, method }))
    return await answered.promise
  } finally {
    clearTimeout(limit)
    socket.removeEventListener('message', handleMessage)
    socket.removeEventListener('close', handleClose)
  }
}

/**
 * Bytes that live on the heap of a program that runs with `--inspect`, after a collection of all of it. The connection is for this
 * once only, so that the inspector keeps nothing.
 *
 * @param address `ws://...` as the program has printed it.
 * @throws Error where the program has ended meanwhile.
 */
export async function liveHeapBytes(address: string): Promise<number> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')), { once: true })
  })
  try {
    // The first one runs finalizers, whose objects the second one frees.
    await ask(socket, 1, 'HeapProfiler.collectGarbage')
    await ask(socket, 2, 'HeapProfiler.collectGarbage')
    const { usedSize } = (await ask(socket, 3, 'Runtime.getHeapUsage')) as { readonly usedSize: number }
    return usedSize
  } finally {
    socket.close()
  }
}
