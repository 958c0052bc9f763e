namespace Mmei.Cli.Simulate;

internal static class ArmNames
{
    public const string Agnostic = "agnostic, without learning";
    public const string AgnosticLearning = "agnostic, with learning";
    public const string Emotion = "emotion-driven, without learning";
    public const string EmotionLearning = "emotion-driven, with learning";
}
