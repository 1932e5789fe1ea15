import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { ConnectionLostError, describeFault, readable } from './fault.ts'

describe('describeFault', () => {
  it('keeps code, message and details of an answer, and says what to do', () => {
    const error = new ORPCError('DENIED', { message: 'Too big', data: { limit: 2 } })
    expect(describeFault(error)).toEqual({ code: 'DENIED', message: 'Too big', action: 'tellUser', data: { limit: 2 } })
  })

  it('takes a code outside the table for a bug', () => {
    expect(describeFault(new ORPCError('NEW_CODE')).action).toBe('bug')
  })

  it('tells a call that was never sent from one whose answer is missing', () => {
    expect(describeFault(new ConnectionLostError())).toMatchObject({ code: 'CONNECTION_LOST', action: 'retry' })
    expect(describeFault(new ConnectionLostError()).message).toContain('Nothing was sent')
    expect(describeFault(new Error('AbortError')).message).toContain('before the answer came')
  })
})

describe('readable', () => {
  it('hands the answer on, and says in words why there is none', async () => {
    expect(await readable(Promise.resolve(7))).toBe(7)
    await expect(readable(Promise.reject(new Error('socket 1006')))).rejects.toThrow('before the answer came')
    await expect(readable(Promise.reject(new ORPCError('DENIED', { message: 'Too big' })))).rejects.toThrow('Too big')
  })
})
