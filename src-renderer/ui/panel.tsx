import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names.ts'
import './panel.css'

const ActionsContext = createContext<HTMLElement | null>(null)

/** Puts its children to the right of the head of the panel or tab row around it. */
export function HeadActions({ children }: { readonly children: ReactNode }) {
  const place = useContext(ActionsContext)
  return place === null ? null : createPortal(children, place)
}

export interface PanelProps {
  readonly title: ReactNode
  /** Right of the title. Content deeper in the panel adds its own with `HeadActions`. */
  readonly actions?: ReactNode
  readonly className?: string
  /** Name for a screen reader; the title where that is text. */
  readonly label?: string
  readonly children: ReactNode
}

/** A part of the window with a head. */
export function Panel({ title, actions, className, label, children }: PanelProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const name = label ?? (typeof title === 'string' ? title : undefined)
  return (
    <section className={classNames('panel', className)} aria-label={name}>
      <header className="panel-head">
        <h2 className="panel-title">{title}</h2>
        <div className="panel-actions" ref={setPlace}>
          {actions}
        </div>
      </header>
      <div className="panel-body">
        <ActionsContext value={place}>{children}</ActionsContext>
      </div>
    </section>
  )
}

export interface TabDefinition<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly count?: number | undefined
  readonly content: ReactNode
}

export interface TabsProps<Value extends string> {
  /** What the tabs are of; read out, not shown. */
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly tabs: readonly TabDefinition<Value>[]
  readonly actions?: ReactNode
  readonly className?: string
}

/** A panel with several contents, of which one is mounted. */
export function TabPanel<Value extends string>(props: TabsProps<Value>) {
  const { label, value, onValueChange, tabs, actions, className } = props
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return (
    <BaseTabs.Root
      className={classNames('panel', className)}
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
    >
      <div className="panel-head">
        <BaseTabs.List className="tab-list" aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <BaseTabs.Tab key={tab.value} value={tab.value} className="tab">
              {tab.label}
              {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        <div className="panel-actions" ref={setPlace}>
          {actions}
        </div>
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className="panel-body">
          <ActionsContext value={place}>{tab.content}</ActionsContext>
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
