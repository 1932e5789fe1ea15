import { type ComponentProps, type ReactNode, useCallback } from 'react'
import { classNames, withoutHeldEnter } from '../../ui/index.ts'
import { lineLook } from './line-look.ts'
import type { PillPlacer } from './pill-placer.ts'
import type { PriceLine } from './price-lines.ts'

export interface PillFrameProps {
  readonly line: PriceLine
  readonly placer: PillPlacer
  /** Is being moved: drawn over the others, with a dashed edge. */
  readonly projected?: boolean
  readonly children: ReactNode
}

/** A pill on its line. The placer moves it. */
export function PillFrame({ line, placer, projected, children }: PillFrameProps) {
  const { id } = line
  const attach = useCallback(
    (element: HTMLElement | null) => (element === null ? undefined : placer.add(id, element)),
    [placer, id],
  )
  return (
    <li
      ref={attach}
      className={classNames('pill', `pill-${lineLook(line).tone}`, projected && 'pill-projected')}
      data-role={line.role}
    >
      <span className="pill-off" aria-hidden="true" />
      {children}
    </li>
  )
}

export interface PillButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  readonly label: string
}

/** A small button at the end of a pill. */
export function PillButton({ label, onKeyDown, ...rest }: PillButtonProps) {
  return (
    <button
      type="button"
      className="pill-button"
      aria-label={label}
      title={label}
      onKeyDown={withoutHeldEnter(onKeyDown)}
      {...rest}
    />
  )
}
