import { describe, expect, it } from 'vitest'
import { type TopicReader, topicHandler, type Watched } from './use-topic.ts'

const READER: TopicReader<'refusals', number> = {
  params: {},
  read: (rows) => rows.length,
  change: (count, rows, skipped) => count + rows.length + skipped,
}

function watching() {
  let watched: Watched<number> = { value: undefined, fault: undefined }
  const handler = topicHandler(READER, (next) => {
    watched = next(watched)
  })
  return { handler, now: () => watched }
}

describe('a topic of one panel', () => {
  it('is what the snapshot says, with the changes since and those that were dropped', () => {
    const { handler, now } = watching()
    handler.snapshot([])
    handler.deltas([], 3)
    expect(now()).toEqual({ value: 3, fault: undefined })
  })

  it('knows nothing before the first snapshot, whatever comes', () => {
    const { handler, now } = watching()
    handler.deltas([], 3)
    expect(now().value).toBeUndefined()
  })

  it('keeps what is known when the engine refuses to go on, and says why', () => {
    const { handler, now } = watching()
    handler.snapshot([])
    handler.refused?.('FORBIDDEN', 'no')
    expect(now()).toEqual({ value: 0, fault: { code: 'FORBIDDEN', message: 'no' } })
    handler.snapshot([])
    expect(now().fault).toBeUndefined()
  })
})
