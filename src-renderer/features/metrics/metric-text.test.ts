import { describe, expect, it } from 'vitest'
import type { MetricUnit } from '../../../src-contract/index.ts'
import { metricLine } from './metric-text.ts'

describe('a measured value', () => {
  it.each<[number, MetricUnit, string]>([
    [0.1234, 'fraction', '12.3\u2009%'],
    [312 * 2 ** 20, 'bytes', '312 MiB'],
    [4.25 * 2 ** 20, 'bytes', '4.3 MiB'],
    [12 * 2 ** 30, 'bytes', '12.0 GiB'],
    [0.038, 'ms', '38 µs'],
    [3.14, 'ms', '3.1 ms'],
    [0, 'ms', '0 ms'],
    [84.4, 'ms', '84 ms'],
    [9_999, 'ms', '9,999 ms'],
    [14_200, 'ms', '14.2 s'],
    [1_284.4, 'perSecond', '1,284 /s'],
    [2.34, 'perSecond', '2.3 /s'],
    [0, 'perSecond', '0 /s'],
    [41, 'count', '41'],
    [0.5, 'count', '0.5'],
  ])('%d as %s is %s', (value, unit, text) => {
    expect(metricLine(value, unit)).toBe(text)
  })
})
