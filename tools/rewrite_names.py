#!/usr/bin/env python3
"""Rewrite the people of labelled articles with names of other traditions: no name may be better known than another.

  rewrite_names.py --gold DIR --report REPORT.json --out DIR [--articles N] [--tradition NAME]

DIR holds text/<article>.txt and speakers.tsv (article, number, content offsets, kind, name); REPORT.json is `onrecord
check --format json` of these texts, which names the people that say nothing. Under --out, a folder for each tradition
gets the same two things, every given name and surname replaced word by word (the same word for the same word all over
an article), pronouns, titles and particles kept, offsets moved. Score each with score_speakers.py, and compare with the
articles as they stand, which are written to <out>/plain. Words that the article writes in small letters too, or that
are part of an organisation's or place's name, are kept.
"""
import argparse
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path

# Male given names, female given names, surnames: common ones, of no one person.
TRADITIONS = {
    "yoruba": ("Oluwaseun Babatunde Adewale Olumide Ayodele Kayode Gbenga Segun Olufemi Adebayo",
               "Folasade Abisola Titilayo Yewande Bolanle Omolara Ronke Adunni Morenike Temitope",
               "Adeyemi Ogunleye Olatunji Akinwande Oyelaran Fashola Balogun Adebisi Ojo Afolabi Oyedepo Olaniyan"),
    "igbo": ("Chukwuemeka Obinna Ikenna Nnamdi Uchenna Kelechi Emeka Chidi Okechukwu Azubuike",
             "Ngozi Adaeze Chiamaka Ifeoma Nkechi Amarachi Obiageli Chinwe Uju Nneka",
             "Okonkwo Eze Nwosu Okafor Onyekachi Nwachukwu Okeke Anyanwu Umeh Obi Ezenwa Nwankwo"),
    "akan": ("Kwame Kofi Kwabena Yaw Kojo Kwaku Kwasi Nana Ekow Osei",
             "Akosua Abena Adwoa Efua Ama Yaa Esi Afia Akua Maame",
             "Asante Boateng Owusu Mensah Agyeman Appiah Amoako Frimpong Acheampong Opoku Adjei Sarpong"),
    "arabic": ("Khaled Tariq Faisal Nabil Walid Hisham Ziad Mazen Bassam Sultan",
               "Lubna Rasha Huda Samira Nadia Rania Dalal Hanan Suad Maha",
               "al-Rashid Haddad Mansour al-Masri Khoury Nasser Shammari Darwish Qasim al-Tamimi Hijazi Barakat"),
    "persian": ("Behrouz Farhad Kaveh Siavash Dariush Mehrdad Bahram Arash Keyvan Houshang",
                "Shirin Parisa Golnaz Mahsa Nasrin Azar Fereshteh Niloufar Laleh Mitra",
                "Rostami Farrokhzad Bahrami Kiarash Tehrani Golshiri Ahmadi Sohrabi Yazdani Moradi Shariati Jalali"),
    "hindi": ("Rajesh Suresh Anil Vikram Ashok Manoj Deepak Sanjay Harish Dinesh",
              "Sunita Kavita Rekha Pooja Anjali Meena Shobha Lakshmi Usha Nisha",
              "Sharma Verma Chaturvedi Mishra Tripathi Agarwal Srivastava Yadav Rathore Chauhan Bhatnagar Saxena"),
    "tamil": ("Murugan Senthil Karthik Arumugam Selvam Ganesan Velu Kumaran Rajendran Thirumal",
              "Kalaiselvi Malathi Revathi Thenmozhi Yamuna Poongodi Vasuki Meenakshi Selvi Amudha",
              "Ramasamy Natarajan Subramaniam Kandasamy Palaniappan Shanmugam Chelliah Muthusamy Periyasamy Govindan Rangan Sivakumar"),
    "chinese": ("Jianguo Weimin Zhiqiang Haoran Guoliang Yifan Dawei Bowen Zhenhua Minghao",
                "Xiulan Meiling Yuhan Lihua Xiaoyan Shufen Jiayi Yanling Ruoxi Qiuyue",
                "Zhang Huang Xu Zhao Zhou Sun Guo Deng Xie Tang Feng Jiang"),
    "korean": ("Min-jun Sung-ho Jae-won Dong-hyun Ki-tae Hyun-soo Joon-ho Tae-yang Young-chul Sang-woo",
               "Soo-jin Ji-eun Mi-kyung Hye-jin Eun-ji Yoon-ah Bo-ram Sun-hee Na-young Ha-neul",
               "Kwon Hwang Jeong Seo Yoon Bae Noh Cheon Gwak Ryu Namgung Sohn"),
    "vietnamese": ("Quang Tuan Hieu Duc Thang Khoa Nghia Phong Hung Trung",
                   "Thuy Huong Ngoc Linh Trang Phuong Lan Hanh Nga Thao",
                   "Nguyen Tran Pham Huynh Phan Dang Bui Ngo Duong Vu Dinh Truong"),
    "slavic": ("Bogdan Miroslav Zbigniew Dragan Vyacheslav Kazimierz Ljubomir Zdenek Goran Taras",
               "Agnieszka Svitlana Zorica Bozena Lyudmila Snezana Jadwiga Dragana Halyna Vesna",
               "Kowalczyk Shevchenko Petrovic Wojcik Dvorak Horvat Melnyk Jankovic Zielinski Novotny Hrytsenko Todorov"),
    "polynesian": ("Tevita Sione Manaia Viliami Semisi Tane Lagi Fetu Rangi Wiremu",
                   "Mele Losa Ana-Lei Sina Leilani Tiare Hinemoa Moana Lupe Salote",
                   "Taufa Fonoti Kahananui Tuilagi Maka Faleolo Parata Vainikolo Leota Ngata Havili Kealoha"),
}
WORD = re.compile(r"[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*")
KEPT = set("van der den de la le di da du von bin ibn al el ben ap mac st mr mrs ms dr sir lord lady dame jr sr "
           "prince princess king queen pope president".split())


def people(text, names, report):
    """The words of people's names: those before the last are given names (with a gender), the last surnames."""
    given, surname, taken = {}, set(), set()
    for entity in report["entities"]:
        if entity["kind"] != "person":
            taken |= {w for w in WORD.findall(entity["name"])}
    persons = [(e["name"], e["gender"]) for e in report["entities"] if e["kind"] == "person"] + [(n, None) for n in names]
    small = set(re.findall(r"\b[a-z]+\b", text))
    for name, gender in persons:
        parts = [w for w in WORD.findall(name) if w[0].isupper() and len(w) > 1 and w.lower() not in KEPT]
        parts = [w for w in parts if w not in taken and w.lower() not in small]
        if " " not in name.strip():
            surname |= set(parts)
            continue
        for w in parts[:-1]:
            given[w] = given.get(w) or gender
        surname |= set(parts[-1:])
    return given, surname


def genders(text, given):
    """The gender of given names by the pronoun that follows soonest, where the report has none."""
    for word in given:
        if given[word] is None:
            at = text.find(word)
            found = re.search(r"\b([Hh]e|[Hh]is|[Ss]he|[Hh]er)\b", text[at:])
            given[word] = "female" if found and found.group(1).lower() in ("she", "her") else "male"
    return given


def rewritten(text, given, surname, lists):
    """The text with other names, and the new offset of each old one."""
    male, female, last = ([w for w in words.split()] for words in lists)
    table, used = {}, defaultdict(int)
    for word in sorted(given, key=text.find):
        names = female if given[word] == "female" else male
        table[word] = names[used[given[word]] % len(names)]
        used[given[word]] += 1
    for i, word in enumerate(sorted((w for w in surname if w not in given), key=text.find)):
        table[word] = last[i % len(last)]
    out, moved, at = [], list(range(len(text) + 1)), 0
    size = 0
    for match in WORD.finditer(text):
        out.append(text[at:match.start()])
        for k in range(at, match.start()):
            moved[k] = size + k - at
        size += match.start() - at
        word = match.group()
        new = table.get(word) or (table.get(word.title(), "").upper() if word.isupper() and len(word) > 3 else None) or word
        for k in range(match.start(), match.end()):
            moved[k] = size + min(k - match.start(), len(new))
        out.append(new)
        size += len(new)
        at = match.end()
    for k in range(at, len(text) + 1):
        moved[k] = size + k - at
    out.append(text[at:])
    name_of = lambda name: WORD.sub(lambda m: table.get(m.group(), m.group()), name)
    return "".join(out), moved, name_of


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--tradition", choices=sorted(TRADITIONS), action="append")
    options = parser.parse_args()
    reports = {Path(d["path"]).stem: d for d in json.loads(options.report.read_text())["documents"]}
    rows = [line.split("\t") for line in (options.gold / "speakers.tsv").read_text().splitlines() if line]
    by_article = defaultdict(list)
    for row in rows:
        by_article[row[0]].append(row + [""] * (5 - len(row)))
    # The articles in which most people speak.
    order = sorted(by_article, key=lambda a: (-sum(r[3] == "person" for r in by_article[a]), a))[: options.articles]
    for tradition in ["plain", *(options.tradition or TRADITIONS)]:
        folder = options.out / tradition
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "text").mkdir(parents=True)
        table = []
        for article in order:
            text = (options.gold / "text" / f"{article}.txt").read_text()
            lines = by_article[article]
            if tradition != "plain":
                given, surname = people(text, [r[4] for r in lines if r[3] == "person"], reports[article])
                text, moved, name_of = rewritten(text, genders(text, given), surname, TRADITIONS[tradition])
                move = lambda spans: ";".join(" ".join(str(moved[int(x)]) for x in s.split()) for s in spans.split(";"))
                lines = [[a, n, move(c), k, name_of(name)] for a, n, c, k, name in lines]
            (folder / "text" / f"{article}.txt").write_text(text)
            table += ["\t".join(r[:5]) for r in lines]
        (folder / "speakers.tsv").write_text("\n".join(table) + "\n")


main()
