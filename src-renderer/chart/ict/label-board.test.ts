import { describe, expect, it } from 'vitest'
import { LabelBoard, type LabelWish } from './label-board.ts'

const STYLE = { font: '10px Test', halo: '#000' }
/** Every letter is so wide. */
const LETTER_PX = 6

function setUp() {
  const board = new LabelBoard()
  const drawn: [string, number, number][] = []
  let measured = 0
  const context = {
    setLineDash: () => undefined,
    strokeText: () => undefined,
    fillText: (text: string, x: number, y: number) => void drawn.push([text, x, y]),
    measureText: (text: string) => {
      measured += 1
      return { width: LETTER_PX * text.length }
    },
  } as unknown as CanvasRenderingContext2D
  const wish = (text: string, over: Partial<LabelWish> = {}): void => {
    Object.assign(board.wish(), { text, x: 10, y: 50, align: 'left', ...over })
  }
  const draw = (): string[] => {
    drawn.length = 0
    board.draw({ context, width: 200, height: 100 }, STYLE)
    return drawn.map(([text]) => text)
  }
  return { board, wish, draw, drawn, measured: () => measured }
}

describe('labels on the chart', () => {
  it('stay away where another one stands already', () => {
    const { wish, draw } = setUp()
    wish('FVG')
    wish('OB', { x: 20 })
    wish('BOS', { x: 40 })
    wish('EQH', { x: 12, y: 80 })
    expect(draw()).toEqual(['FVG', 'BOS', 'EQH'])
  })

  it('go to their other place, if they have one', () => {
    const { wish, draw, drawn } = setUp()
    wish('FVG')
    wish('OB', { otherX: 190, otherAlign: 'right' })
    expect(draw()).toEqual(['FVG', 'OB'])
    expect(drawn[1]).toEqual(['OB', 178, 50])
  })

  it('have their room by rank, not by when they came', () => {
    const { wish, draw } = setUp()
    wish('HH', { rank: 'last' })
    wish('BOS', { rank: 'second' })
    wish('FVG', { rank: 'first' })
    expect(draw()).toEqual(['FVG'])
  })

  it('are whole inside the plot, and below the legend', () => {
    const { board, wish, draw } = setUp()
    board.keepBelow(20)
    wish('left', { x: 0, align: 'center' })
    wish('right', { x: 190 })
    wish('above', { y: 15 })
    wish('below', { y: 97 })
    wish('inside', { y: 30 })
    expect(draw()).toEqual(['inside'])
  })

  it('stay until another picture begins, and are measured once', () => {
    const { board, wish, draw, measured } = setUp()
    wish('FVG')
    expect([draw(), draw()]).toEqual([['FVG'], ['FVG']])
    board.clear()
    expect(draw()).toEqual([])
    wish('FVG', { otherX: 50 })
    expect(draw()).toEqual(['FVG'])
    expect(measured()).toBe(1)
  })
})
