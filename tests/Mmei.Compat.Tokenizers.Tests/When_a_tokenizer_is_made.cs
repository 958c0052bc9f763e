using Microsoft.ML.Tokenizers;

namespace Mmei.Compat.Tokenizers.Tests;

public sealed class When_a_tokenizer_is_made
{
    [Fact]
    public async Task Should_read_a_file_or_a_stream_at_once_or_not()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "[PAD]\r\n[UNK]\r\n\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\nhello\r\n", TestContext.Current.CancellationToken);
            await using var stream = File.OpenRead(path);

            BertTokenizer.Create(path).EncodeToIds("hello").ShouldBe([3, 6, 4]);
            (await BertTokenizer.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken)).EncodeToIds("hello").ShouldBe([3, 6, 4]);
            (await BertTokenizer.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken)).EncodeToIds("hello").ShouldBe([3, 6, 4]);
            WordPieceTokenizer.Create(path).EncodeToIds("hello").ShouldBe([6]);
            (await WordPieceTokenizer.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken)).EncodeToIds("hello").ShouldBe([6]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Should_tell_its_special_tokens()
    {
        var tokenizer = Vocabulary.Bert();

        (tokenizer.PaddingTokenId, tokenizer.UnknownTokenId, tokenizer.ClassificationTokenId, tokenizer.SeparatorTokenId, tokenizer.MaskingTokenId)
            .ShouldBe((0, 1, 2, 3, 4));
        tokenizer.SpecialTokens.ShouldNotBeNull().Keys.ShouldBe(["[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"]);
    }

    [Fact]
    public void Should_leave_the_stream_open()
    {
        using var stream = Vocabulary.Open();

        BertTokenizer.Create(stream);

        stream.CanRead.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_name_a_missing_special_token(bool split)
    {
        using var stream = Vocabulary.Open("[PAD]", "[UNK]", "[CLS]", "[SEP]");

        Should.Throw<ArgumentException>(() => BertTokenizer.Create(stream, new BertOptions { SplitOnSpecialTokens = split })).Message.ShouldContain("[MASK]");
    }

    [Fact]
    public void Should_name_a_repeated_piece()
    {
        using var stream = Vocabulary.Open("[UNK]", "a", "b", "a");

        Should.Throw<ArgumentException>(() => WordPieceTokenizer.Create(stream)).Message.ShouldBe("Line 4 of the vocabulary repeats 'a' of line 2.");
    }

    [Fact]
    public void Should_refuse_special_tokens_with_other_ids()
    {
        var options = new BertOptions { SpecialTokens = new Dictionary<string, int> { ["[CLS]"] = 7 } };

        Should.Throw<ArgumentException>(() => Vocabulary.Bert(options)).Message.ShouldContain("[CLS]");
    }

    [Fact]
    public void Should_refuse_no_file_and_bad_limits()
    {
        Should.Throw<ArgumentNullException>(() => BertTokenizer.Create(""));
        Should.Throw<FileNotFoundException>(() => BertTokenizer.Create(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
        Should.Throw<ArgumentOutOfRangeException>(() => Vocabulary.WordPiece(new WordPieceOptions { MaxInputCharsPerWord = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => Vocabulary.WordPiece().EncodeToIds("hello", 0, out _, out _));
    }
}
