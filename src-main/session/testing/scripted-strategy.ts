import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import type { Strategy, StrategyDecision, StrategyDefinition, StrategyStanding } from '../../strategies/index.ts'

export type Script = (candle: Candle, standing: StrategyStanding) => StrategyDecision | undefined

/** A strategy that does what the test says, and keeps what it was shown. */
export class ScriptedStrategy {
  readonly definition: StrategyDefinition
  readonly seen: { readonly candle: Candle; readonly standing: StrategyStanding; readonly parameters: unknown }[] = []
  script: Script = () => undefined

  constructor(id: string) {
    this.definition = {
      id,
      name: id,
      description: 'as the test says',
      parameters: z.strictObject({ mark: z.number().default(0) }),
      warmUpBars: () => 1,
      create: (parameters) => this.#create(parameters),
    }
  }

  #create(parameters: unknown): Strategy {
    let bars = 0
    return {
      get ready() {
        return bars > 0
      },
      handleCandle: (candle, standing) => {
        bars += 1
        this.seen.push({ candle, standing, parameters })
        return this.script(candle, standing)
      },
    }
  }
}

export const ENTER: StrategyDecision = {
  action: 'enterLong',
  stopLossPrice: undefined,
  takeProfitPrice: undefined,
  size: { kind: 'quantity', quantity: '1' },
  reasons: ['the test says so'],
}
export const EXIT: StrategyDecision = { ...ENTER, action: 'exit', size: undefined }
