import { describe, expect, it } from 'vitest'
import { useParameterDrafts } from './parameter-drafts.ts'

describe('drafts of parameters', () => {
  it('are kept for each strategy until they are discarded', () => {
    const { edit, discard } = useParameterDrafts.getState()
    edit('ema', 'fastPeriod', '7')
    edit('ema', 'slowPeriod', '30')
    edit('gap', 'stopAtr', '2')
    expect(useParameterDrafts.getState().byStrategy).toEqual({
      ema: { fastPeriod: '7', slowPeriod: '30' },
      gap: { stopAtr: '2' },
    })
    discard('ema')
    expect(useParameterDrafts.getState().byStrategy).toEqual({ gap: { stopAtr: '2' } })
  })
})
