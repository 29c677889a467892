// What the page says, in Chinese and English; `{0}` is filled in.
const WORDS = {
  title: ["年度报告检查", "Disclosure reports, checked"],
  promise: ["只在本机处理，不联网，不保存", "On this machine only; nothing is sent or stored"],
  skip: ["跳到正文", "Skip to the report"],
  dark: ["深色", "Dark"],
  start: ["把年度报告拖到这里", "Drop an annual report here"],
  formats: ["Word、WPS、PDF、OFD、Excel、网页、文本都可以", "Word, WPS, PDF, OFD, Excel, web pages and text"],
  formatsworker: ["Word（.docx）、Excel（.xlsx）、OFD、网页、文本都可以", "Word (.docx), Excel (.xlsx), OFD, web pages and text"],
  formatspdf: ["Word（.docx）、PDF、Excel（.xlsx）、OFD、网页、文本都可以", "Word (.docx), PDF, Excel (.xlsx), OFD, web pages and text"],
  choose: ["选择文件", "Choose a file"],
  paste: [
    "也可以在 WPS、Word 或网页里全选复制，然后在这里按 Ctrl+V",
    "Or select all in WPS, Word or a web page, copy, and press Ctrl+V here",
  ],
  pastehere: ["粘贴到这里", "Paste here"],
  pastedname: ["粘贴的内容", "pasted"],
  try: ["先看一个例子", "Try an example"],
  samplename: ["示例.html", "example.html"],
  reading: ["正在检查……", "Checking…"],
  preparing: ["正在准备……", "Getting ready…"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  save: ["下载", "Download"],
  another: ["换一份", "Another file"],
  report: ["报告", "Report"],
  findings: ["问题 {0}", "Findings {0}"],
  filters: ["显示哪些问题", "Which findings are shown"],
  tabs: ["看什么", "What is shown"],
  how: [
    "点击正文或表格里的字就可以修改，问题随改随查。键盘：方向键移动，Enter 修改，Esc 放弃。",
    "Click on words or numbers to change them; findings follow. Keys: arrows move, Enter changes, Esc gives up.",
  ],
  error: ["错误", "errors"],
  warning: ["警告", "warnings"],
  info: ["提示", "hints"],
  suppressed: ["已忽略", "suppressed"],
  year: ["{0}年度", "{0}"],
  apply: ["改为“{0}”", "Change to “{0}”"],
  fill: ["填入“{0}”", "Fill in “{0}”"],
  changes: ["已修改 {0} 处", "{0} changed"],
  changesnote: [
    "修改只在本页里，原文件没有变。请照这个清单改原文件。",
    "Changes are in this page only; your file is as it was. Repeat them there by this list.",
  ],
  copy: ["复制清单", "Copy the list"],
  copied: ["清单已复制。", "The list was copied."],
  takeback: ["恢复", "Take back"],
  nothing: ["（空）", "(empty)"],
  word: ["Word 文件，问题写成批注", "Word file with comments"],
  pdf: ["PDF 文件，问题写成批注", "PDF with comments"],
  page: ["网页，错处标色", "Page with marks"],
  xlsx: ["整改清单（Excel）", "List of what to put right (Excel)"],
  csv: ["整改清单（CSV）", "List of what to put right (CSV)"],
  original: ["批注写在原文件上，不含本页的修改", "into your file as it was, without the changes of this page"],
  saved: ["已生成 {0}", "{0} was made"],
  editcell: ["修改这一格", "Change this cell"],
  edittext: ["修改这一段", "Change this paragraph"],
  count: ["错误 {0}，警告 {1}，提示 {2}", "errors {0}, warnings {1}, hints {2}"],
  clean: ["没有发现问题。", "Nothing found."],
  unchecked: ["没有检查，“问题”里写明原因。", "Not checked; the findings say why."],
  notchecked: ["没有检查", "not checked"],
  crossed: ["这里刚才已经改成别的了，请再改一次。", "This was changed meanwhile; please change it again."],
  changed: ["已修改。{0}", "Changed. {0}"],
  undone: ["已恢复。{0}", "Taken back. {0}"],
  leave: ["本页的修改会丢失，确定换一份吗？", "The changes in this page will be lost. Go on?"],
  several: ["一次检查一份，打开的是“{0}”。", "One file at a time; “{0}” was opened."],
  unreachable: ["连接不上 disclint", "disclint does not answer"],
  unreachablefix: ["请看看运行 disclint serve 的窗口：还开着就刷新本页，关了就重新运行，打开它给的新地址。", "See whether `disclint serve` is still running: if so, reload this page, if not, run it again and open its new address."],
  failed: ["disclint 出错", "disclint failed"],
  failedfix: ["请换一个文件再试，并把这个文件报告给开发者。", "Try another file, and report this one."],
  notloaded: ["本页没有装载完整", "This page was not loaded completely"],
  notloadedfix: ["请用网页服务器打开这个文件夹（不能直接双击），或者换用新版浏览器。", "Serve this folder by a web server (a double click is not enough), or use a recent browser."],
  release: ["松开鼠标，检查这个文件", "Let go to check this file"],
  finding: ["问题 {0}", "finding {0}"],
};

let current = "zh";

export function language() {
  return current;
}

export function speak(lang) {
  current = lang === "en" ? "en" : "zh";
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-hint]")) each.placeholder = say(each.dataset.hint);
  document.title = `${say("title")} · disclint`;
}

export function say(key, ...given) {
  return WORDS[key][current === "zh" ? 0 : 1].replace(/\{(\d)\}/g, (_, at) => String(given[at] ?? ""));
}
