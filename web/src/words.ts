// What the page says, in both languages.

export type Language = "en" | "zh";

const WORDS = {
  starting: ["Starting …", "正在启动……"],
  slow: [
    "Starting: the first time on a visit, about 30 MB have to arrive …",
    "正在启动：每次打开网站，头一回要等大约 30 MB 下载完……",
  ],
  network: [
    "A part of this site did not arrive. Check the network, then press the button again; the text stays readable and your work is kept.",
    "网站的一部分没有下载成功。请检查网络后再按一次按钮；正文照样可以读，你的记录没有丢。",
  ],
  script: [
    "A part of this page did not arrive. Check the network, then reload the page; the text stays readable and your work is kept.",
    "本页有一部分没有下载成功。请检查网络后刷新页面；正文照样可以读，你的记录没有丢。",
  ],
  damaged: [
    "A file of this site arrived changed, so it was not run. Reload the page; if that does not help, tell whoever runs the site. The text stays readable and your work is kept.",
    "网站有一个文件和原件对不上，所以没有运行。请刷新页面；如果还是这样，请告诉网站的维护者。正文照样可以读，你的记录没有丢。",
  ],
  browser: [
    "This browser cannot bring the picture to life (it lacks WebAssembly or is too old). Take a current Chrome, Edge, Firefox or Safari; the text stays readable here.",
    "这个浏览器没法让图动起来（不支持 WebAssembly，或版本太旧）。请换用新版 Chrome、Edge、Firefox 或 Safari；正文在这里照样可以读。",
  ],
  memory: [
    "There is not enough free memory for the live pictures. Close other tabs and press the button again.",
    "剩余内存不够，图动不起来。请关掉其他标签页后再按一次按钮。",
  ],
  unknown: [
    "The live picture could not start. Reload the page and press the button again; the text stays readable and your work is kept.",
    "图没能动起来。请刷新页面后再按一次按钮；正文照样可以读，你的记录没有丢。",
  ],
  cell: [
    "This one could not be shown. Reload the page and try again.",
    "这一项没能显示出来。请刷新页面后再试。",
  ],
  unkept: [
    "This browser does not let the page keep anything (private window, blocked or full storage). You can go on; your progress ends when you close the page.",
    "浏览器不允许本页保存内容（无痕窗口，或存储被禁用、已满）。可以继续学，但关闭页面后进度不会保留。",
  ],
  download: ["Download {name}", "下载 {name}"],
  nothing: ["Nothing is kept in this browser yet.", "这个浏览器里还没有记录。"],
  pack: ["Download my work", "下载我的学习记录"],
  bring: ["Bring my work back", "恢复我的学习记录"],
  brought: ["Your work is back.", "学习记录已恢复。"],
  foreign: [
    "That file is not a record of this course, so nothing was changed. Take the file that “Download my work” made: aecourse-progress.json.",
    "这个文件不是本课程的学习记录，什么都没有改动。请选“下载我的学习记录”生成的文件：aecourse-progress.json。",
  ],
  replace: [
    "There is a record in this browser already. Replace it with the file? The present one is downloaded first.",
    "这个浏览器里已有一份记录。要用文件替换吗？现有的记录会先下载一份。",
  ],
  choose: ["Choose your files", "选择文件"],
  sample: ["See it with a made-up export", "先用模拟的导出文件看看"],
  columns: ["A column was read wrongly?", "有哪一列认错了？"],
  reread: ["Read with these choices", "按这样读取"],
  report: ["Keep the report", "保存报告"],
  reading: ["Reading …", "正在读取……"],
} as const;

export type Word = keyof typeof WORDS;

export function words(language: Language): (word: Word, slots?: Record<string, string>) => string {
  const at = language === "zh" ? 1 : 0;
  return (word, slots = {}) =>
    WORDS[word][at].replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? "");
}
