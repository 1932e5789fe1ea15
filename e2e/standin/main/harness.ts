import type { HarnessSide, MainSide } from '../wire/messages.ts'
import { ProcessLink } from '../wire/process-link.ts'

const channelSend = process.send?.bind(process)
if (channelSend === undefined) throw new Error('the stand-in runs below a process of specs; see e2e/standin/README.md')
delete process.send

/** The process of the specs, which owns the browser. */
export const harness = new ProcessLink<MainSide, HarnessSide>({
  send: (frame) => void channelSend(frame),
  receive: (listener) => void process.on('message', listener),
})

// Whoever started it is gone: nobody could ever close the windows.
process.on('disconnect', () => process.exit(1))
