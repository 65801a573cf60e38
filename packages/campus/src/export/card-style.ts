/** A card's look: one sheet of paper, dark on light everywhere. */
export const cardStyle = `
@page{size:A4;margin:11mm}*{box-sizing:border-box}:root{color-scheme:light}
body{margin:0 auto;padding:1rem;max-width:190mm;font:8.6pt/1.3 system-ui,sans-serif;color:#111;background:#fff}
h1{font-size:13pt;line-height:1.2;margin:0 0 1mm}p{margin:0 0 1.6mm}.small{font-size:7.4pt;color:#444}
.warn{border:1px solid #7a4b00;padding:1mm 2mm;color:#5f3a00}
.parts{columns:3;column-gap:5mm;margin:2mm 0}.dense{font-size:6.9pt;line-height:1.16}.dense .parts{columns:4;column-gap:4mm}.dense h2{font-size:6.9pt}.dense h2 span{height:3.8mm}
.dense section{margin:0 0 1.4mm}.dense h1{font-size:11pt}.dense .small{font-size:6.6pt}.dense .sum{font-size:9pt;padding:.8mm 2mm}
section{break-inside:avoid;margin:0 0 2.4mm}
h2{font-size:8.6pt;margin:0;padding:.5mm 0;border-bottom:1.2px solid #111;display:flex;justify-content:space-between;align-items:end;gap:2mm}
h2 span{flex:none;width:9mm;height:4.6mm;border:1px solid #111}
ul{list-style:none;margin:0;padding:0}li{display:flex;justify-content:space-between;gap:2mm;border-bottom:1px dotted #aaa;padding:.25mm 0;overflow-wrap:anywhere}
li b{flex:none}.sum{display:flex;justify-content:space-between;border:1.6px solid #111;padding:1.4mm 2mm;font-size:10pt;font-weight:600;margin:0 0 2mm}
.totals{columns:6;column-gap:4mm;margin:0 0 2mm}.wide{columns:auto;display:flex;gap:6mm}.wide section{flex:1}.totals div{display:flex;justify-content:space-between;break-inside:avoid;border-bottom:1px dotted #aaa}
.totals .head{font-weight:600;break-after:avoid}.totals span{font-variant-numeric:tabular-nums;flex:1;text-align:right}.totals span:first-child{text-align:left}
@media print{body{padding:0}}`
