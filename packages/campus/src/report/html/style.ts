/** The page's look: light and dark by the reader's own setting, readable in print. */
export const style = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#53606e;--line:#d5dbe1;--paper:#fff;--tint:#f3f6f9;--blue:#1c5d99;--warn:#7a4b00;--warnbg:#fff4df}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a5b1bd;--line:#3a4651;--paper:#151b21;--tint:#1d252d;--blue:#7fb6e8;--warn:#ffd48a;--warnbg:#3a2c10}}
*{box-sizing:border-box}body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:54rem;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.65rem;line-height:1.25;margin:.2rem 0 1rem}h2{font-size:1.2rem;margin:2.6rem 0 .6rem}p{margin:.5rem 0}
.lead{font-size:1.15rem;padding:1rem 1.2rem;background:var(--tint);border-left:4px solid var(--blue);border-radius:0 6px 6px 0}
.warn{color:var(--warn);background:var(--warnbg);padding:.6rem 1rem;border-radius:6px}.soft,.small{color:var(--soft);fill:var(--soft);font-size:.875rem}
a{color:var(--blue)}.part{margin:4.5rem 0 1rem;padding-top:1.2rem;border-top:3px solid var(--blue)}
dl{margin:.6rem 0}dt{font-weight:600;margin-top:.8rem}dd{margin:.15rem 0 0 1rem;overflow-wrap:anywhere}
caption span{display:block;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.8rem 0;font-variant-numeric:tabular-nums;font-size:.93rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.3rem}th,td{padding:.38rem .7rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child{text-align:left;font-weight:500;white-space:normal;min-width:9rem}thead th{font-weight:600;color:var(--soft);white-space:normal;vertical-align:bottom}
.two th:first-child{min-width:0}.two td{padding:.38rem .5rem}@media(max-width:32rem){th:first-child{min-width:5.5rem}th,td{padding:.38rem .45rem}}
svg{width:100%;max-width:35rem;height:auto;display:block;margin:.6rem 0;font-size:13px;fill:var(--ink)}svg.square{max-width:19rem}
.bar{stroke:var(--blue);stroke-width:2.5;opacity:.55}.dot{fill:var(--blue)}.diagonal{stroke:var(--line);stroke-dasharray:4 4}
.grid{stroke:var(--line)}.band{fill:var(--blue);opacity:.15}.line{fill:none;stroke:var(--blue);stroke-width:2.5}.rule{fill:none;stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}.name{font-weight:600}.wide{white-space:normal;display:block;min-width:16rem;text-align:left}nav ul{columns:2 14rem;padding-left:1.2rem;margin:.4rem 0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1.5rem;align-items:start}li{margin:.35rem 0}
h3{font-size:1.02rem;margin:1.6rem 0 .4rem}.group{stroke:var(--blue);stroke-width:2;fill:none}.everyone{stroke:var(--line);stroke-width:6;fill:none}
@media print{@page{margin:15mm 14mm}:root{color-scheme:light;--ink:#000;--soft:#4a5560;--line:#c8cfd6;--paper:#fff;--tint:#f3f6f9;--blue:#1c5d99;--warn:#5f3a00;--warnbg:#fff}
html{font-size:9.5pt}body{padding:0;max-width:none;orphans:3;widows:3}a{color:inherit;text-decoration:none}
h1,h2,h3,h2+p,h3+p,dt,summary{break-after:avoid}h2{margin-top:1.8rem}.part{break-before:page;border-top:0;margin-top:0;padding-top:0}
.lead,.warn,li,tr,svg,nav,dd{break-inside:avoid}.warn{border:1px solid var(--warn)}.scroll{overflow:visible}caption span{position:static;max-width:none}caption{break-after:avoid}
table{font-size:.8rem;break-inside:avoid}table:has(tbody tr:nth-child(16)){break-inside:auto}thead{display:table-header-group}th,td{padding:.22rem .35rem}th:first-child{min-width:5rem}td .soft{font-size:.72rem}
.two{grid-template-columns:1fr 1fr}svg{max-width:36rem}details::details-content{content-visibility:visible;display:block}summary{list-style:none;font-weight:600;margin-top:.6rem}}`
