#!/usr/bin/env python3
"""Says what is wrong with a page of `holdfast report --html`, or what a browser requested for it.

    Tests/report/page.py PAGE
    Tests/report/page.py --network NETLOG PAGE
"""

import html.parser
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

wrong = []


def expect(condition, what):
    if not condition:
        wrong.append(what)


class Tags(html.parser.HTMLParser):
    """Reads it as a browser would, and not as XML: both must see the same elements."""

    def __init__(self):
        super().__init__()
        self.names = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)


def page(path):
    text = open(path, encoding="utf-8").read()
    root = ElementTree.fromstring(text)
    tags = Tags()
    tags.feed(text)
    expect(tags.names == [element.tag.lower() for element in root.iter()], "HTML and XML are not the same")
    allowed = {"class", "lang", "charset", "name", "content", "role", "scope", "viewBox", "x", "y", "x1", "x2", "y1", "y2",
               "cx", "cy", "r", "rx", "d", "dy", "width", "height", "text-anchor"}
    for element in root.iter():
        expect(element.tag not in ("script", "img", "link", "iframe", "object", "embed", "a", "form", "image", "use"),
               f"<{element.tag}>")
        expect(set(element.attrib) <= allowed, f"<{element.tag}> has {sorted(set(element.attrib) - allowed)}")
    # Without what people wrote, not even a word of it is there.
    bare = re.sub(r">[^<]*<", "><", re.sub(r"<style>.*?</style>", "", text, flags=re.S))
    for element in root.iter("style"):
        expect(not re.search(r"url\(|@import|http|</", element.text), "the style fetches something")
    for word in ("http", "src=", "<script", "href"):
        expect(word not in bare, word)
    expect(text.startswith("<!DOCTYPE html>"), "no doctype")
    expect(any(meta.get("name") == "viewport" for meta in root.iter("meta")), "no viewport")
    for parent in root.iter():
        children = list(parent)
        for index, child in enumerate(children):
            if child.tag != "svg":
                continue
            parts = [part.tag for part in child][:2]
            expect(child.get("role") == "img" and parts == ["title", "desc"] and child[0].text and child[1].text,
                   "a chart without its name and what it shows")
            after = [other for other in children[index + 1:index + 5] if other.tag == "details"]
            expect(after and after[0].find(".//td") is not None, f"{child[0].text}: no table of its figures")


def network(path, own):
    # The log of a browser that was ended early lacks its end.
    text = open(path).read().rstrip().rstrip(",")
    try:
        log = json.loads(text)
    except ValueError:
        log = json.loads(text + "]}")
    urls = {event["params"]["url"] for event in log["events"] if "url" in event.get("params", {})}
    for url in urls:
        # The browser asks its maker for news, whatever it shows.
        host = urllib.parse.urlsplit(url).hostname or ""
        expect(url == "file://" + own or url.startswith(("chrome:", "chrome-untrusted:", "about:"))
               or host.endswith((".google.com", ".googleapis.com")), url)


if sys.argv[1] == "--network":
    network(sys.argv[2], sys.argv[3])
else:
    page(sys.argv[1])
for each in wrong:
    print(each)
sys.exit(bool(wrong))
