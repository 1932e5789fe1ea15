import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { workerFile } from './worker-location.ts'
import type { WriterCommand, WriterReport, WriterSetup } from './writer-messages.ts'

/** What is heard of the thread. */
export interface WriterLinkListener {
  readonly onReport: (report: WriterReport) => void
  /** The thread failed outside of any report. */
  readonly onError: (error: Error) => void
  /** Nothing comes any more. */
  readonly onEnd: () => void
}

/** The way to the thread that writes a file. */
export interface WriterLink {
  /** The thread's word on whether it could open the file. */
  readonly opened: Promise<WriterReport>
  send(command: WriterCommand): void
  listen(listener: WriterLinkListener): void
  /** Gives the file up without waiting for what was sent. */
  abandon(): Promise<void>
  /** A link to the same thread for another file; it is on its own in everything but the thread. */
  beside(setup: WriterSetup): WriterLink
}

/** A thread that only passes rows on keeps little; left alone it would take as much room as a whole program. */
const YOUNG_GENERATION_MB = 2

/** Number of a thread that has ended. */
const ENDED = -1

/** Starts a thread for the file. */
export function ownThread(setup: WriterSetup): WriterLink {
  const worker = new Worker(workerFile('sqlite-writer-worker'), {
    workerData: setup,
    name: 'sqlite-writer',
    // Flags of the main program, such as a script given on the command line, are not meant for this thread.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  })
  return {
    opened: openedBy(worker),
    send: (command) => worker.postMessage(command),
    listen({ onReport, onError, onEnd }) {
      worker.on('message', onReport)
      worker.on('error', onError)
      worker.on('exit', onEnd)
    },
    async abandon() {
      await worker.terminate()
    },
    beside: (other) => sharedThread(worker, other),
  }
}

function openedBy(worker: Worker): Promise<WriterReport> {
  const { promise, resolve, reject } = Promise.withResolvers<WriterReport>()
  worker.once('error', reject)
  worker.once('message', (report: WriterReport) => {
    worker.off('error', reject)
    resolve(report)
  })
  return promise
}

/** Asks a thread that is there to write another file too. It ends once all its files are closed. */
function sharedThread(worker: Worker, setup: WriterSetup): WriterLink {
  const { port1: port, port2: theirs } = new MessageChannel()
  worker.postMessage({ kind: 'host', setup, port: theirs } satisfies WriterCommand, [theirs])
  const ended = new Promise<void>((resolve) => void port.once('close', resolve))
  // A thread that ends by itself does not always close the ports it was given.
  const closePort = (): void => port.close()
  if (worker.threadId === ENDED) closePort()
  else worker.once('exit', closePort)
  port.once('close', () => worker.off('exit', closePort))
  return {
    opened: openedOver(port, setup.file),
    send: (command) => port.postMessage(command),
    listen({ onReport, onEnd }) {
      port.on('message', onReport)
      port.on('close', onEnd)
    },
    abandon() {
      port.close()
      return ended
    },
    beside: (other) => sharedThread(worker, other),
  }
}

function openedOver(port: MessagePort, file: string): Promise<WriterReport> {
  const { promise, resolve, reject } = Promise.withResolvers<WriterReport>()
  port.once('message', resolve)
  port.once('close', () => reject(new Error(`the thread that was to write ${file} has ended`)))
  return promise
}
