extension CoachPage {
  /// The look: one column; dark where the reader's device is.
  static let style: StaticString = """
    :root { --back: #fff; --text: #1c1c1e; --faint: #5f6368; --line: #d9dbe0; --tile: #f2f3f5; --a: #1f6feb;
      --b: #b3541e; --warn: #9a5b00; }
    @media (prefers-color-scheme: dark) {
      :root { --back: #111316; --text: #e8eaed; --faint: #a0a6ad; --line: #33373d; --tile: #1c1f24; --a: #6ea8fe;
        --b: #f0995c; --warn: #f2b84b; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.45 system-ui, sans-serif; }
    main { max-width: 34rem; margin: 0 auto; padding: 1rem 1rem 3rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; line-height: 1.2; margin: .5rem 0 1rem; }
    h1 .period { display: block; font-size: 1rem; font-weight: 400; color: var(--faint); margin-top: .25rem; }
    h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
    section { margin-top: 2rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .5rem; }
    .tiles div { background: var(--tile); border-radius: .5rem; padding: .6rem .75rem; }
    .tiles b { display: block; font-size: 1.2rem; }
    .tiles span { color: var(--faint); font-size: .85rem; }
    ul { margin: .5rem 0; padding-left: 1.2rem; }
    li { margin: .25rem 0; }
    li.warning b { color: var(--warn); }
    .chart { display: block; width: 100%; height: auto; }
    .chart text { fill: var(--faint); font: 12px system-ui, sans-serif; }
    .chart .name { fill: var(--text); font-size: 13px; }
    .chart .grid { stroke: var(--line); stroke-width: 1; }
    .chart .bar, .chart .bar.s1 { fill: var(--a); }
    .chart .bar.s2 { fill: var(--b); }
    .chart .goal { stroke: var(--text); stroke-width: 2; stroke-dasharray: 4 3; }
    .chart .line { fill: none; stroke: var(--a); stroke-width: 2; }
    .chart .line.s2 { stroke: var(--b); stroke-dasharray: 5 3; }
    .chart .mark { fill: var(--a); }
    .chart .mark.s2 { fill: var(--b); }
    .legend { display: flex; flex-wrap: wrap; gap: 1rem; margin: .25rem 0; color: var(--faint); font-size: .85rem; }
    .key::before { content: ""; display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem;
      border-radius: 50%; background: var(--a); vertical-align: -1px; }
    .key.bar::before { border-radius: 2px; }
    .key.s2::before { border-radius: 0; background: var(--b); }
    .key.goal::before { height: 0; border-radius: 0; background: none; border-top: 2px dashed var(--text);
      vertical-align: 4px; width: 1.25rem; }
    details { margin: .25rem 0; }
    summary { cursor: pointer; color: var(--faint); font-size: .9rem; padding: .3rem 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
    th, td { text-align: right; padding: .3rem .4rem; border-bottom: 1px solid var(--line); vertical-align: top;
      white-space: nowrap; }
    th:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 5.5rem; }
    th { font-weight: 400; }
    thead th { color: var(--faint); font-size: .85rem; }
    @media (max-width: 30rem) {
      table, thead th { font-size: .8rem; }
      th, td { padding: .3rem .2rem; }
    }
    @media print { details > * { display: block; } }

    """
}
