import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import './panel.css'

export interface TabDefinition<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly count?: number | undefined
  readonly content: ReactNode
}

export interface SubTabsProps<Value extends string> {
  /** What the tabs are of; read out, not shown. */
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly tabs: readonly TabDefinition<Value>[]
}

/** Several contents inside one panel, of which one is mounted. */
export function SubTabs<Value extends string>({ label, value, onValueChange, tabs }: SubTabsProps<Value>) {
  return (
    <Tabs.Root className="sub-tabs" value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <Tabs.List className="sub-tab-list" aria-label={label} activateOnFocus>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} className="tab sub-tab">
            {tab.label}
            {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} className="panel-body">
          {tab.content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
