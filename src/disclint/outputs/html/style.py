"""
How the page looks: light and dark, wide and narrow, on paper.
"""

# The colours, as declarations of custom properties; pages that let a reader choose write them once more.
LIGHT = """
--back:#f4f5f7;--paper:#fff;--ink:#1c1e21;--soft:#5c6470;--line:#cfd4da;
--error:#b3261e;--error-back:#fbdcd9;--warning:#7a5200;--warning-back:#ffedc2;--info:#0b5a8a;--info-back:#d9edf9;
--suppressed:#5c6470;--suppressed-back:#e6e8eb;--related:#4b4f99;--head:#eef0f3
""".strip()
DARK = """
--back:#15171a;--paper:#1e2125;--ink:#e6e8ea;--soft:#a2a9b3;--line:#434a53;
--error:#ff9f96;--error-back:#5a1f1b;--warning:#ffd27a;--warning-back:#4d3a0d;--info:#8fcbf0;--info-back:#12384f;
--suppressed:#a2a9b3;--suppressed-back:#343940;--related:#b5b8ff;--head:#292d33
""".strip()
STYLE = f"""
:root{{color-scheme:light dark;{LIGHT}}}
@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}
"""
STYLE += """*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:100rem;background:var(--back);color:var(--ink);
font:16px/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{font-size:1.4rem;margin:0 0 .5rem}
.legend{display:inline;color:var(--soft)}
body>label{white-space:nowrap;margin:0 1rem 0 .25rem;padding:.1rem .4rem;border-radius:.25rem;cursor:pointer}
body>input:focus-visible+label,a:focus-visible,.scroll:focus-visible{outline:3px solid var(--info);outline-offset:2px}
main{display:flex;flex-direction:column;gap:1.5rem;margin-top:1rem}
nav{order:-1}
.report{display:grid;grid-template-columns:minmax(0,1fr) 25rem;gap:0 1.25rem;align-items:start;scroll-margin-top:1rem}
.report>header{grid-column:1/-1}
.report>header h2{font-size:1.15rem;margin:0;overflow-wrap:anywhere}
.report>header p{margin:0 0 .5rem;color:var(--soft)}
.report>aside{grid-column:2;grid-row:2;position:sticky;top:.5rem;max-height:calc(100vh - 1rem);overflow:auto}
.report>article{grid-column:1;grid-row:2;background:var(--paper);border:1px solid var(--line);border-radius:.4rem;
padding:1.5rem 2rem;overflow-wrap:anywhere}
article p{margin:.4rem 0;text-indent:2em}
article h3{font-size:1.25rem;text-align:center;margin:.8rem 0}
article h4{font-size:1.1rem;margin:1.2rem 0 .4rem}
article h5,article h6{font-size:1rem;margin:.8rem 0 .3rem}
.note{color:var(--soft);text-indent:0!important}
.findings{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
.finding{background:var(--paper);border:1px solid var(--line);border-left:.35rem solid var(--soft);border-radius:.4rem;
padding:.6rem .8rem;overflow-wrap:anywhere;scroll-margin:1rem}
.finding h3{font-size:.85rem;margin:0;font-weight:600;color:var(--soft)}
.finding p{margin:.25rem 0;font-weight:600}
.finding code{font-size:.8rem}
.finding .no{display:inline-block;min-width:1.6em;text-align:center;border-radius:1em;background:var(--head);color:var(--ink)}
.finding.error{border-left-color:var(--error)}.finding.error .kind{color:var(--error)}
.finding.warning{border-left-color:var(--warning)}.finding.warning .kind{color:var(--warning)}
.finding.info{border-left-color:var(--info)}.finding.info .kind{color:var(--info)}
.finding.suppressed{opacity:.8}
.finding dl{margin:0;display:grid;grid-template-columns:auto minmax(0,1fr);gap:.1rem .6rem;font-size:.85rem}
.finding dt{grid-column:1;color:var(--soft)}.finding dd{grid-column:2;margin:0;white-space:pre-line}
.finding a{color:var(--info)}
ins{text-decoration:none;font-weight:700;border-bottom:2px solid currentColor}
a.m{color:inherit;text-decoration:none;border-bottom:2px solid;border-radius:.15rem}
a.m sup{font-size:.65em;line-height:0;margin-left:.1em;font-weight:700;text-indent:0}
a.m i{font-style:normal}
.error{--own:var(--error);--own-back:var(--error-back)}.warning{--own:var(--warning);--own-back:var(--warning-back)}
.info{--own:var(--info);--own-back:var(--info-back)}
.suppressed{--own:var(--suppressed);--own-back:var(--suppressed-back)}
.related{--own:var(--related);--own-back:transparent}
a.m,td.bad,body>label{background:var(--own-back)}
a.m{border-bottom-color:var(--own)}
a.m.related{border-bottom-style:dotted}
td.bad a.m{background:none}
td.bad.related{background:none}
td.bad:not(.related){box-shadow:inset 0 0 0 2px var(--own)}
td.count.error,td.count.warning,td.count.info{background:var(--own-back);font-weight:700}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.85rem;line-height:1.35;background:var(--paper)}
.form,.index{width:100%}
caption{text-align:left;font-weight:700;padding:.2rem 0}
th,td{border:1px solid var(--line);padding:.25rem .4rem;text-align:center;font-variant-numeric:tabular-nums}
th{background:var(--head);font-weight:500}
th[scope=row]{text-align:left}
.form th[scope=row]{min-width:9em}
th.caption{text-align:center;font-weight:600}
th.group{max-width:6em}
.form td{min-width:2.6em}
td.number,td.sum{white-space:nowrap;overflow-wrap:normal}
.index td:nth-child(2){text-align:left}
td.absent,td.corner{background:repeating-linear-gradient(45deg,transparent 0 5px,var(--head) 5px 6px)}
td.sum,th.sum{border-style:dashed;color:var(--soft);background:none;font-size:.8rem}
td.sum.off{color:var(--error);background:var(--error-back);white-space:nowrap}
.other td{text-align:left}
details{font-size:.85rem;color:var(--soft)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink);font:inherit}
summary{cursor:pointer}
span:target+a.m,span:target+span+a.m,.finding:target{outline:3px solid var(--info);outline-offset:1px}
span[id]{scroll-margin:5rem}
#show-error:not(:checked)~main .finding.error,#show-warning:not(:checked)~main .finding.warning,
#show-info:not(:checked)~main .finding.info,#show-suppressed:not(:checked)~main .finding.suppressed{display:none}
#show-error:not(:checked)~main a.error,#show-warning:not(:checked)~main a.warning,
#show-info:not(:checked)~main a.info,#show-suppressed:not(:checked)~main a.suppressed{background:none;border-color:transparent}
#show-error:not(:checked)~main a.error sup,#show-warning:not(:checked)~main a.warning sup,
#show-info:not(:checked)~main a.info sup,#show-suppressed:not(:checked)~main a.suppressed sup{display:none}
#show-error:not(:checked)~main td.bad.error,#show-warning:not(:checked)~main td.bad.warning,
#show-info:not(:checked)~main td.bad.info,#show-suppressed:not(:checked)~main td.bad.suppressed{background:none;box-shadow:none}
@media (max-width:60rem){
body{padding:.6rem}
.report{display:block}
.report>aside{position:static;max-height:none;margin-bottom:1rem}
.report>article{padding:.8rem}
}
@media print{
:root{--back:#fff;--paper:#fff}
body{padding:0;max-width:none;font-size:10pt}
body>input,body>label,.legend,details:not([open]){display:none}
.report{display:block}
.report+.report,nav+.report{break-before:page}
.report>aside{position:static;max-height:none;overflow:visible}
.finding{break-inside:avoid}
.report>article{border:0;padding:0}
.scroll{overflow:visible}
a.m,td.bad,td.sum.off{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""
