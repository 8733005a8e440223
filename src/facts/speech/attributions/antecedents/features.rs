//! What speaks for and against a candidate: named features, each of which a reader can check in the text.

use crate::named::named;

named! {
    /// What points back, by what it may point to. Each has weights of its own.
    pub enum Anaphor {
        /// he, she.
        He = "he",
        /// it.
        It = "it",
        /// they.
        They = "they",
        /// A noun for one person (`the striker`, `the 30-year-old`, `Norland's president`).
        Role = "role",
        /// A noun for a body or place (`the firm`, `the committee`).
        Body = "body",
        /// A noun for several (`the MPs`, `officials`).
        Plural = "plural",
        /// A noun for what is written (`the report`).
        Document = "document",
    }
}

named! {
    /// What is true of a candidate.
    pub enum Feature {
        /// Its nearest mention is in the sentence of the anaphor, or of the words it says.
        SameSentence = "same sentence",
        /// In the sentence before.
        SentenceBefore = "sentence before",
        /// Two sentences before.
        TwoSentencesBefore = "two sentences before",
        /// Three or four before.
        FewSentencesBefore = "three or four sentences before",
        /// Further back.
        FarSentences = "many sentences before",
        /// In the same paragraph.
        SameParagraph = "same paragraph",
        /// In the paragraph before.
        ParagraphBefore = "paragraph before",
        /// Two paragraphs before.
        TwoParagraphsBefore = "two paragraphs before",
        /// Further back.
        FarParagraphs = "many paragraphs before",
        /// It is mentioned after only.
        Ahead = "named only after",
        /// Of those that fit, it is mentioned last.
        LatestOfAll = "mentioned last",
        /// It is the second latest.
        SecondLatest = "mentioned last but one",
        /// Its nearest mention is the source of a statement.
        IsSource = "source of a statement",
        /// It is the subject of a clause.
        IsSubject = "subject",
        /// It is an object.
        IsObject = "object",
        /// It owns something (`Hale's`).
        IsOwner = "possessive",
        /// It describes another noun (`the Hale campaign`).
        IsModifier = "modifier",
        /// The source of a statement in the sentence before.
        SourceBefore = "spoke in the sentence before",
        /// The subject of the sentence before, or of this.
        SubjectNear = "subject nearby",
        /// The subject or source of the sentence that the anaphor is in.
        SubjectHere = "subject of this sentence",
        /// It uttered the statement before, in this sentence or the one before.
        SpokeLastNear = "spoke last, a sentence before at most",
        /// It is the first subject of the sentence before.
        OpensSentenceBefore = "sentence before begins with it",
        /// Another that fits is the subject of a later sentence.
        OtherSince = "another is subject since",
        /// The same, and it is the one that spoke last.
        SpokeLastOtherSince = "spoke last, another is subject since",
        /// The first subject of the paragraph.
        ParagraphTopic = "paragraph begins with it",
        /// It uttered the statement before.
        SpokeLast = "spoke last",
        /// The same, in this paragraph.
        SpokeLastHere = "spoke last in this paragraph",
        /// The same, in the paragraph before, where this one begins with the words.
        SpokeLastBefore = "spoke last in the paragraph before",
        /// It has uttered a statement.
        Spoke = "has spoken",
        /// It uttered the statement before, and the cue says that someone goes on (`added`).
        GoesOn = "goes on speaking",
        /// Its nearest mention is a pronoun.
        ByPronoun = "taken up by a pronoun before",
        /// It is mentioned inside quotation marks only.
        OnlyQuoted = "mentioned in quotations only",
        /// It is named inside what is said.
        InOwnWords = "named in what is said",
        /// The text mentions it most of all that fit.
        MentionedMost = "mentioned most",
        /// It is mentioned once only.
        MentionedOnce = "mentioned once",
        /// It is mentioned three times or more within reach.
        MentionedOften = "mentioned often nearby",
        /// The headline or the first sentence names it.
        InLead = "named at the top",
        /// Its gender is known and agrees.
        GenderAgrees = "gender agrees",
        /// Its gender is not known.
        GenderUnknown = "gender unknown",
        /// It is the only candidate.
        OnlyOne = "the only one that fits",
        /// A person.
        IsPerson = "person",
        /// An organisation.
        IsOrganisation = "organisation",
        /// A place.
        IsPlace = "place",
        /// A group without a name.
        IsGroup = "group without a name",
        /// A document.
        IsDocument = "document",
        /// A person without a name.
        IsUnnamed = "person without a name",
        /// The same, brought in with `a`.
        IsUnnamedA = "person without a name, brought in with a",
        /// The noun is one for a place, and so is the candidate.
        PlaceAgrees = "place agrees",
        /// The entity list has the phrase as a mention of it.
        HeldRole = "holds the role",
        /// The text calls it by the same noun.
        SameNoun = "called so",
        /// The same, and nobody else is.
        SameNounOnly = "the only one called so",
        /// Its own name has the noun.
        NounInName = "noun in its name",
        /// All words of the phrase are among those that describe it.
        AllWords = "all words fit",
        /// Some words beside the noun are among them.
        SomeWords = "other words fit",
        /// Words beside the noun that nothing said of it has.
        OtherWords = "words that nothing says of it",
        /// It holds another office, and not this.
        OtherOffice = "holds another office",
        /// It is described by another noun for a body.
        OtherBody = "called otherwise",
        /// What describes it has a word such as `former` or `shadow` that the phrase lacks.
        OfficeOfAnother = "shadow or former",
        /// Its age is the one in the phrase.
        AgeAgrees = "age agrees",
        /// Its age is another.
        AgeDiffers = "age differs",
        /// The noun's kind is its own: a body's noun for a body, a place's for a place.
        KindAgrees = "kind agrees",
        /// A noun that takes up a name, and a body that the text is about.
        ListedMost = "noun that takes up a name, mentioned most",
        /// Nothing calls it by the noun.
        NotCalled = "never called so",
        /// Neither by the noun nor by a word beside it.
        NothingFits = "no word fits",
        /// The noun alone, and it has just spoken.
        PlainSpoke = "the and a noun, spoke last",
        /// No other that fits is mentioned in this paragraph or the one before.
        OnlyNear = "the only one near",
        /// The noun is an institution's, and nothing calls the candidate so.
        OtherInstitution = "another institution",
        /// It is the noun of a place, for a body, or the other way round.
        KindDiffers = "kind differs",
        /// The last words of the phrase are those of an earlier one.
        SamePhrase = "same phrase before",
        /// The phrase itself: nobody named before.
        Itself = "somebody not named",
        /// The same, after `the`.
        ItselfThe = "the, not named",
        /// After `a` or `an`.
        ItselfA = "a, not named",
        /// Without an article.
        ItselfBare = "without article, not named",
        /// After a possessive.
        ItselfOwned = "possessive, not named",
        /// With something that goes on after the noun (`the head of the port`).
        ItselfQualified = "qualified, not named",
        /// With a word beside the noun.
        ItselfLong = "several words, not named",
        /// Nothing but `the` and the noun.
        ItselfPlain = "the and a noun, not named",
        /// The noun is one that takes up a name (`the firm`).
        ItselfListed = "noun that takes up a name, not named",
        /// It is called by its age.
        ItselfAge = "by age, not named",
        /// It is an institution.
        ItselfInstitution = "institution, not named",
        /// It is a name that no entity bears.
        ItselfName = "a name of its own",
        /// Its noun is in no list.
        ItselfUnlisted = "noun in no list, not named",
    }
}
